"""Administering the organisation: dated, audited changes of units, posts and people, today or later."""
