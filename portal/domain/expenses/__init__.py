"""Expenses for customers: what a product may cost, what customers bought and paid, what may be paid out."""
