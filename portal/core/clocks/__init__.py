"""Clocks: time limits that run on steps, documents and cases; pausing, extending, stopping them."""
