"""What several regulations share."""
