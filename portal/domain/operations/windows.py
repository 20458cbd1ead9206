"""Windows of time: whether two overlap, and what of one lies in the main business hours; pure.

A window holds the minute at which it begins, not the one at which it ends. Times are the company's.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Window(NamedTuple):
    """From one moment until another."""

    begins: datetime
    ends: datetime

    def __str__(self) -> str:
        until = f"{self.ends:%H:%M}" if self.begins.date() == self.ends.date() else f"{self.ends:%m-%d %H:%M}"
        return f"{self.begins:%Y-%m-%d %H:%M} 至 {until}"


def every_day(_day: date) -> bool:
    """Whether business is done on a day, where it never rests."""
    return True


class Hours(NamedTuple):
    """The main business hours, what they are called, and whether business is done on a day."""

    opens: time
    closes: time
    called: str = "主要营业时间"
    works: Callable[[date], bool] = every_day

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


def shared(one: Window, other: Window) -> timedelta:
    """How long two windows have in common."""
    return max(timedelta(), min(one.ends, other.ends) - max(one.begins, other.begins))


def within_hours(window: Window, hours: Hours) -> int:
    """How many minutes of a window lie in the main business hours of its days."""
    return sum((shared(window, day) for day in business(window, hours)), timedelta()) // MINUTE


def touches_hours(window: Window, hours: Hours) -> bool:
    """Whether any of it lies there."""
    return within_hours(window, hours) > 0


def business(window: Window, hours: Hours) -> Iterator[Window]:
    """The main business hours of each working day that a window has a part of."""
    day = window.begins.date()
    while day <= window.ends.date():
        if hours.works(day):
            both = (hours.opens, hours.closes)
            yield Window(*(datetime.combine(day, at, window.begins.tzinfo) for at in both))
        day += DAY


def overlapping(windows: Iterable[tuple[int, Window]]) -> dict[int, list[int]]:
    """Of some windows, by a number each, which others each one overlaps."""
    found: dict[int, list[int]] = {}
    for (one, first), (other, second) in combinations(windows, 2):
        if shared(first, second):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found
