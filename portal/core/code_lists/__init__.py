"""Lists of what the company knows under a code, in use from a day on until another: payees, products."""
