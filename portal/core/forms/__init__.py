"""A form generated from a declaration: parse, keep, refuse."""
