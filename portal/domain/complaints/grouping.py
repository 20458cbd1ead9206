"""The lines of a statistic of complaints: one for each of what cases are told by, or for each month. Pure."""

from collections.abc import Callable, Iterator
from typing import Any

from portal.core.reports.asking import Asked
from portal.domain.complaints.statistics import Entry, tally

MOST_LINES = 200


def grouped(entries: list[Entry], by: Callable[[Entry], str], asked: Asked) -> Iterator[tuple[Any, ...]]:
    """A line for each of what cases are told by, the most received first; what is left in one line."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(by(entry), []).append(entry)
    found = {name: tally(group, asked.first, asked.until) for name, group in groups.items()}
    names = sorted(found, key=lambda name: (-found[name].received, -found[name].open, name))
    yield from ((name, *found[name]) for name in names[:MOST_LINES])
    if left := names[MOST_LINES:]:
        rest = [entry for name in left for entry in groups[name]]
        yield (f"其余 {len(left)} 项", *tally(rest, asked.first, asked.until))


def by_month(entries: list[Entry], asked: Asked) -> Iterator[tuple[Any, ...]]:
    """A line for each month, with what was open at the end of it."""
    month = asked.months.first
    while month <= asked.months.last:
        yield (f"{month}", *tally(entries, month.first(), min(month.last(), asked.until)))
        month = month.after()
