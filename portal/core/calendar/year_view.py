"""A year of the calendar as a page draws it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal.core.calendar.days import Day, DayKind, Provenance, ordinary_kind
from portal.core.calendar.sources import Calendar

Week = tuple[Day | None, ...]
# One character each, for a small square.
LETTERS = {
    DayKind.WORKDAY: "工",
    DayKind.REST_DAY: "休",
    DayKind.STATUTORY_HOLIDAY: "假",
    DayKind.MAKE_UP_WORKDAY: "班",
    DayKind.HALF_DAY: "半",
}
MARKS = {Provenance.OFFICIAL: "", Provenance.ENTERED: "录", Provenance.PROVISIONAL: "暂"}


class Run(NamedTuple):
    """Days in a row that are alike, as they were and as they are."""

    first: date
    last: date
    before: Day
    day: Day


class MonthView(NamedTuple):
    """A month in weeks from Monday to Sunday, None for the days of its neighbours."""

    month: int
    weeks: tuple[Week, ...]
    working_days: int


def year_view(calendar: Calendar, year: int) -> tuple[MonthView, ...]:
    """The twelve months of a year."""
    return tuple(_month_view(calendar, date(year, month, 1)) for month in range(1, 13))


def _month_view(calendar: Calendar, first: date) -> MonthView:
    days = calendar.month(first.year, first.month)
    lead = [None] * first.weekday()
    cells = [*lead, *days, *[None] * (-(len(lead) + len(days)) % 7)]
    weeks = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    return MonthView(first.month, weeks, sum(day.works for day in days))


def special_days(calendar: Calendar, year: int) -> list[Run]:
    """The days of a year that are not as their weekday would have them, or have a name."""
    days = (day for month in range(1, 13) for day in calendar.month(year, month))
    return runs((day, day) for day in days if day.name or day.kind is not ordinary_kind(day.date))


def changed_days(before: Calendar, after: Calendar, year: int) -> list[Run]:
    """What is another kind of day in a year and beside it, where its notice may reach."""
    first, last = date(year - 1, 12, 1), date(year + 1, 1, 31)
    dates = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    pairs = [(before.day(on), after.day(on)) for on in dates]
    return runs((old, new) for old, new in pairs if (old.kind, old.half) != (new.kind, new.half))


def runs(pairs: Iterable[tuple[Day, Day]]) -> list[Run]:
    """The days, what is alike and next to each other together."""
    found = list[Run]()
    for before, day in pairs:
        last = found[-1] if found else None
        if (
            last
            and last.last + timedelta(days=1) == day.date
            and alike(last.before, before)
            and alike(last.day, day)
        ):
            found[-1] = last._replace(last=day.date)
        else:
            found.append(Run(day.date, day.date, before, day))
    return found


def alike(one: Day, other: Day) -> bool:
    """Whether two days differ in their date alone."""
    return (one.kind, one.half, one.name, one.provenance) == (
        other.kind,
        other.half,
        other.name,
        other.provenance,
    )
