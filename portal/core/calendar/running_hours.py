"""Limits in working time that run from an event; a pause or an extension moves them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from portal.core.calendar.counted import length_words
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.hours import worked, working_time_after
from portal.core.calendar.pauses import Pause
from portal.core.calendar.working_time import WorkingTime

Pauses = Sequence[Pause]


class AfterWorkingHours(msgspec.Struct, frozen=True, tag=True):
    """So many hours and minutes of working time after the event; breaks, free days, pauses do not count."""

    hours: int = 0
    minutes: int = 0

    def due(self, event: date, working_time: WorkingTime, pauses: Pauses = ()) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        return working_time_after(working_time, event, timedelta(seconds=self.amount), pauses)

    def elapsed(self, event: date, at: datetime, working_time: WorkingTime, pauses: Pauses = ()) -> int:
        """The seconds worked at an instant."""
        return int(worked(working_time, event, at, pauses).total_seconds())

    @property
    def amount(self) -> int:
        """How many seconds there are in all."""
        return (self.hours * 60 + self.minutes) * 60

    def more(self, n: int) -> "AfterWorkingHours":
        """The same with so many working hours more."""
        return AfterWorkingHours(self.hours + n, self.minutes)

    def told(self, amount: int) -> str:
        """An amount in words."""
        return f"{length_words(timedelta(seconds=amount))}工作时间"

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"{self.told(self.amount)}内"
