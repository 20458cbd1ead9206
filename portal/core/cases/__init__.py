"""Cases: acting on them, finding them, and everything that is in one's file."""
