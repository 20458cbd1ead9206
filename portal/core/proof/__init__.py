"""Whether what is stored is what was written: recomputed from rows and files for `portal verify`."""
