"""Assets: the devices that the company keeps a register of, labels, and counts from time to time."""
