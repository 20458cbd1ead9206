"""The calendar as the administrator keeps it: years, single days, hours; of the company and of its units."""
