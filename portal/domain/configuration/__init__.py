"""Configuration items: what is run for the company, what runs on what, what a change or a fault touches."""
