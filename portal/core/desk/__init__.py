"""The desk: the pages where people fill, send, decide, find and print."""
