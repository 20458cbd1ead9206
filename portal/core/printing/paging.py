"""Where the lines of a table break over pages, so that each page has room for its sums below them."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Room(NamedTuple):
    """How high the lines on a table's first page and on every later one may be together, what the sums take
    below them, and what stands below the last."""

    first: float
    later: float
    sums: float
    tail: float


def breaks(heights: Sequence[float], room: Room) -> list[int]:
    """The position after the last line of each page, the last page's too; every page has a line at least."""
    ends, start = list[int](), 0
    while start < len(heights):
        high = room.later if ends else room.first
        below = list(accumulate(heights[start:]))
        if below[-1] + room.tail <= high or len(below) == 1:
            return [*ends, len(heights)]
        fitting = sum(height + room.sums <= high for height in below)
        start += min(max(fitting, 1), len(below) - 1)
        ends.append(start)
    return ends
