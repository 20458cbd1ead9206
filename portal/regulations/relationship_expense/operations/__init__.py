"""What the documents of R07 post, and what only ledger and registers know."""
