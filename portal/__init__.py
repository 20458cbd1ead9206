"""Guiju: the portal in which a company's written regulations are carried out."""
