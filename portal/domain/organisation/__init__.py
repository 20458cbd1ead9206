"""The organisation as forms refer to it: colleagues and units."""
