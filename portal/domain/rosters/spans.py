"""Spans of time, what of them nobody covers, and when a line is owed somebody; pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.instants import local_day
from portal.core.parameter import Values
from portal.core.roster import Line

A_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From an instant until, not including, another."""

    begins: datetime
    ends: datetime

    def within(self, other: "Span") -> "Span":
        """What of it lies in another; it ends before it begins where nothing does."""
        return Span(max(self.begins, other.begins), min(self.ends, other.ends))


def gaps(owed: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """What of the spans owed nothing covers, in their order; spans that touch leave nothing between them."""
    shifts = sorted(covered)
    return [gap for span in owed for gap in left_of(span, shifts)]


def left_of(span: Span, shifts: Iterable[Span]) -> Iterator[Span]:
    """What some shifts, by when they begin, leave of a span."""
    reached = span.begins
    for begins, ends in shifts:
        if begins >= span.ends:
            break
        if begins > reached:
            yield Span(reached, begins)
        reached = max(reached, ends)
    if reached < span.ends:
        yield Span(reached, span.ends)


def owed(line: Line, span: Span, values: Values, zone: ZoneInfo) -> list[Span]:
    """When, within a span, a line must have somebody."""
    if line.hours is None:
        return [span]
    first, last = local_day(span.begins, zone) - A_DAY, local_day(span.ends, zone)
    days = (first + A_DAY * n for n in range((last - first).days + 1))
    found = (opened(line, day, values, zone).within(span) for day in days)
    return [part for part in found if part.begins < part.ends]


def opened(line: Line, day: date, values: Values, zone: ZoneInfo) -> Span:
    """From when until when a line with hours is answered that begins on a day."""
    assert line.hours is not None  # noqa: S101 - narrowed by the caller
    return between(day, values.on(line.hours.opens, day), values.on(line.hours.closes, day), zone)


def between(day: date, begins: time, ends: time, zone: ZoneInfo) -> Span:
    """From a time of a day until another, of the next day where that is not later."""
    over = day if ends > begins else day + A_DAY
    return Span(instant(day, begins, zone), instant(over, ends, zone))


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment of a time of day."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def whole_day(day: date, zone: ZoneInfo) -> Span:
    """A day from midnight to midnight."""
    return Span(instant(day, time(), zone), instant(day + A_DAY, time(), zone))
