"""Advances: what somebody drew of the company's money, what of it is settled, and who checked it."""
