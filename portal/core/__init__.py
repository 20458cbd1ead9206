"""Machinery that knows no regulation."""
