"""What machines tell: alarms, readings against their limits."""
