"""Delegations: somebody acts for a person, from a moment until (not including) another."""
