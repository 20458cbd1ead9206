"""Whether all is well: for programs that watch the portal, and for its administrator."""
