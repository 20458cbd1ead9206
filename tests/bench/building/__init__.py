"""A company of ten thousand people with as many documents as wanted, copied from a few real ones."""
