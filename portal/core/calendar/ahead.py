"""Limits before an event: what has to be there so many days ahead."""

from dataclasses import replace
from datetime import date

import msgspec

from portal.core.calendar.counting import days_before, working_days_before
from portal.core.calendar.cutoffs import MIDNIGHT, Closing, closing_cutoff, own_day
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.working_time import WorkingTime


class BeforeWorkingDays(msgspec.Struct, frozen=True, tag=True):
    """At the latest on the nth working day before the event's day, until its end."""

    n: int
    until: Closing = None

    def due(self, event: date, working_time: WorkingTime) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        found = working_days_before(working_time.calendar, own_day(working_time, event, self.until), self.n)
        return replace(found, cutoff=closing_cutoff(working_time, found.day, self.until))

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"提前{self.n}个工作日"


class BeforeDays(msgspec.Struct, frozen=True, tag=True):
    """At the latest on the nth day before the event's day, whatever days they are, until 24:00."""

    n: int

    def due(self, event: date, working_time: WorkingTime) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        found = days_before(working_time.calendar, working_time.date_of(event), self.n)
        return replace(found, cutoff=closing_cutoff(working_time, found.day, MIDNIGHT))

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"提前{self.n}天"
