"""Visits to customers: what approved plans foresee, and what was really done."""
