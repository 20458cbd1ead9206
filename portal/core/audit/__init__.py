"""What happened, append-only and hash-chained per document."""
