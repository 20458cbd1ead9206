"""Problems, and the recurring incidents behind which one is suspected."""
