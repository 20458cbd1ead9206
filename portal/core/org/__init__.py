"""Units, posts and persons, each with dates; who holds what on a day."""
