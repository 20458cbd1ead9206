"""One folder a regulation, read top to bottom; folders are discovered, nothing is listed here."""
