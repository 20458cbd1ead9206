"""Work after the answer: a queue of ids; rows are the truth."""
