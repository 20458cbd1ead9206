"""Customers: the register that plans, expenses and complaints refer to."""
