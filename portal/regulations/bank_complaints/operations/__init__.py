"""What happens in the registers when papers of R06 are sent, signed and approved."""
