"""Limits that a process puts on itself."""

import resource


def take_at_most(kind: int, most: int) -> None:
    """Take no more of something than `most`, nor than whoever started us allows."""
    _, allowed = resource.getrlimit(kind)
    limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(kind, (limit, limit))
