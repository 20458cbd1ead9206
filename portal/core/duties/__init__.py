"""Duties come round: who owes what by when, planned ahead, closed by the paper that proves it."""
