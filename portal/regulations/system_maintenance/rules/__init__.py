"""What the clauses decide."""
