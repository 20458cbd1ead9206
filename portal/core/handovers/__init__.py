"""Handing over: one act moves all that somebody has in his custody to a successor, once, with a sheet."""
