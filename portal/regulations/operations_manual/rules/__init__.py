"""What the clauses of R18 decide."""
