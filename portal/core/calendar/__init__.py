"""Pure working days and deadlines.

In this order: days, official, sources (what a day is); spans, timetables, units, shifts, working_time (which
time is worked); pauses, counted, explanations, cutoffs, deadlines, counting, hours (how an end is counted and
told); running_days, running_hours, dated, ahead, half_days, limits, clocks (limits as data); notices,
notice_text, year_view (what an administrator enters and sees).
"""

from portal.core.calendar.ahead import BeforeDays, BeforeWorkingDays
from portal.core.calendar.clocks import Extension, RunningClock, Stopped
from portal.core.calendar.counted import CountedDay, CountedTime
from portal.core.calendar.counting import (
    NoSuchWorkingDay,
    nth_working_day,
    working_days_after,
)
from portal.core.calendar.cutoffs import MIDNIGHT, Cutoff
from portal.core.calendar.dated import NthWorkingDay, WeeklyAt
from portal.core.calendar.days import Day, DayKind, Half, OutOfCalendar, Provenance
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.half_days import BeforeHalfDays
from portal.core.calendar.limits import Limit, Running
from portal.core.calendar.official import OFFICIAL_YEARS
from portal.core.calendar.pauses import Pause
from portal.core.calendar.running_days import AfterDays, AfterWorkingDays
from portal.core.calendar.running_hours import AfterWorkingHours
from portal.core.calendar.sources import Calendar, Entered, Entry
from portal.core.calendar.spans import BadSpans, Span
from portal.core.calendar.timetables import (
    DEFAULT_HOURS,
    AsAbove,
    NoHours,
    OfficeHours,
    Roster,
    Timetables,
)
from portal.core.calendar.working_time import WorkingTime, WorkingTimes

__all__ = [
    "DEFAULT_HOURS",
    "MIDNIGHT",
    "OFFICIAL_YEARS",
    "AfterDays",
    "AfterWorkingDays",
    "AfterWorkingHours",
    "AsAbove",
    "BadSpans",
    "BeforeDays",
    "BeforeHalfDays",
    "BeforeWorkingDays",
    "Calendar",
    "CountedDay",
    "CountedTime",
    "Cutoff",
    "Day",
    "DayKind",
    "Deadline",
    "Entered",
    "Entry",
    "Extension",
    "Half",
    "Limit",
    "NoHours",
    "NoSuchWorkingDay",
    "NthWorkingDay",
    "OfficeHours",
    "OutOfCalendar",
    "Pause",
    "Provenance",
    "Roster",
    "Running",
    "RunningClock",
    "Span",
    "Stopped",
    "Timetables",
    "WeeklyAt",
    "WorkingTime",
    "WorkingTimes",
    "nth_working_day",
    "working_days_after",
]
