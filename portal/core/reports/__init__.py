"""Reports: who may see how much of one, and computing it."""
