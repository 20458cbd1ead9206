"""Pure working-day deadlines: days, official, sources, counted, explanations, deadlines, counting."""

from portal.core.calendar.counted import CountedDay
from portal.core.calendar.counting import (
    NoSuchWorkingDay,
    OutOfCalendar,
    nth_working_day,
    working_days_after,
)
from portal.core.calendar.days import Day, DayKind, Provenance
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.official import OFFICIAL_YEARS
from portal.core.calendar.sources import Calendar, Entry

__all__ = [
    "OFFICIAL_YEARS",
    "Calendar",
    "CountedDay",
    "Day",
    "DayKind",
    "Deadline",
    "Entry",
    "NoSuchWorkingDay",
    "OutOfCalendar",
    "Provenance",
    "nth_working_day",
    "working_days_after",
]
