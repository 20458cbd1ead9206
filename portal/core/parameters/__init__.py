"""Changes of parameters: who gave which value from which day on, and why."""
