"""IT operations: incidents and faults, by whichever regulation they are handled."""
