"""What the clauses count: days owed and days written down."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from portal.core.calendar import Calendar

Span = tuple[date, date | None]


class Written(NamedTuple):
    """One journal: its day, and whether somebody has inspected it."""

    day: date
    inspected: bool


def owed_days(spans: Sequence[Span], first: date, last: date, calendar: Calendar) -> set[date]:
    """§1(4): every working day from first to last on which the post was held; a span is [since, until)."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day for day in days if calendar.day(day).works and held_on(day, spans)}


def held_on(day: date, spans: Iterable[Span]) -> bool:
    """Whether one of the spans holds a day."""
    return any(since <= day and (until is None or day < until) for since, until in spans)


def written_down(journals: list[Written], owed: set[date]) -> tuple[int, int, int, int]:
    """§1(4): working days, how many of them are written down, other days written down, journals inspected."""
    days = {journal.day for journal in journals}
    inspected = sum(journal.inspected for journal in journals)
    return len(owed), len(days & owed), len(days - owed), inspected
