"""Changes: the register, their papers, their rules, by whichever regulation."""
