"""What the papers do to their case, and what only the case knows."""
