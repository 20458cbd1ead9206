"""Paper: PDF from a stored view, made by the worker."""
