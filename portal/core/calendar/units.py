"""A unit's own calendar: an office that works on Saturdays, a crew that rotates."""

from collections.abc import Mapping
from datetime import date

from portal.core.calendar.days import Day
from portal.core.calendar.sources import Calendar, Entry, entered_days
from portal.core.calendar.timetables import Timetables


class UnitCalendar(Calendar):
    """The company's calendar with a unit's days over it: entered ones first, then those of its timetables."""

    def __init__(self, company: Calendar, entered: Mapping[date, Entry], timetables: Timetables) -> None:
        """Take the company's calendar, the days entered for the unit alone, and its timetables."""
        super().__init__({}, company.official_years, company.entered_years)
        self._company = company
        self._entered = entered_days(entered)
        self._timetables = timetables

    def _find(self, on: date) -> Day:
        if on in self._entered:
            return self._entered[on]
        timetable, day = self._timetables.own(on), self._company.day(on)
        return timetable.day(day) if timetable else day
