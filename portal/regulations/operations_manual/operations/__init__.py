"""What the papers of R18 enter, and what its lists say."""
