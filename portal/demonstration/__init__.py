"""The demonstration company: neutral names, three offices, months of papers, made by the real operations."""
