"""Inspections: who looked at whose records of a week, all in one act."""
