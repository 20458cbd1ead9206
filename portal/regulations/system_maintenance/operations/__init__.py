"""What the papers do in the registers, and what only those know."""
