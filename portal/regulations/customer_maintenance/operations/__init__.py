"""What the documents of R01 post, and what is counted from it."""
