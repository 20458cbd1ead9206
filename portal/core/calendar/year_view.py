"""A year of the calendar as a page draws it."""

from datetime import date
from typing import NamedTuple

from portal.core.calendar.days import Day
from portal.core.calendar.sources import Calendar

Week = tuple[Day | None, ...]


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
