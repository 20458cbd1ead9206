"""Letters to the desk, which become reports."""
