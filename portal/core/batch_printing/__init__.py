"""Papers of a whole list, bound into one PDF or a ZIP by the worker."""
