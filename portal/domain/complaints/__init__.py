"""Complaints: what was complained of, the forms that went round, what the customer answered, what is owed."""
