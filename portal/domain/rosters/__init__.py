"""Duty rosters: who answers a line that must have a named person, and where nobody does."""
