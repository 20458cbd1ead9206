"""What the clauses of R06 decide."""
