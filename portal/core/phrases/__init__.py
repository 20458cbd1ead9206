"""Phrases: what a person often writes as his opinion."""
