"""Limits that stand in the calendar: the nth working day of a month, an hour of the week."""

from dataclasses import replace
from datetime import date, time

import msgspec

from portal.core.calendar.counting import nth_working_day, working_days_after
from portal.core.calendar.cutoffs import Closing, before_the_hour, closing_cutoff
from portal.core.calendar.days import WEEKDAYS, OutOfCalendar
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.spans import DAY
from portal.core.calendar.working_time import WorkingTime

MONTHS = {-1: "上月", 0: "当月", 1: "次月"}


class NthWorkingDay(msgspec.Struct, frozen=True, tag=True):
    """Until the end of the nth working day (-1 the last) of the event's month, or of one `months` later."""

    n: int
    until: Closing = None
    months: int = 0

    def due(self, event: date, working_time: WorkingTime) -> Deadline:
        """When time is up; raises NoSuchWorkingDay, OutOfCalendar."""
        on = working_time.date_of(event)
        years, month = divmod(on.month - 1 + self.months, 12)
        found = nth_working_day(working_time.calendar, on.year + years, month + 1, self.n)
        return replace(found, cutoff=closing_cutoff(working_time, found.day, self.until))

    @property
    def words(self) -> str:
        """The limit in words."""
        month = MONTHS.get(self.months) or f"{abs(self.months)}个月{'后' if self.months > 0 else '前'}"
        which = "最后一" if self.n == -1 else f"第{self.n}" if self.n > 0 else f"倒数第{-self.n}"
        return f"{month}{which}个工作日"


class WeeklyAt(msgspec.Struct, frozen=True, tag=True):
    """Before an hour of a weekday (0 is Monday) of the event's week, or of one so many `weeks` later.

    The hour itself is too late. Where the weekday is free, the hour of the next working day.
    """

    weekday: int
    hour: time
    weeks: int = 0

    def due(self, event: date, working_time: WorkingTime) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        wanted = self._wanted(working_time.date_of(event))
        found = working_days_after(working_time.calendar, wanted, 0)
        cutoff = before_the_hour(working_time, found.day, self.hour)
        return replace(found, rule=f"{wanted} {self.words}", cutoff=cutoff)

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"{WEEKDAYS[self.weekday]} {self.hour:%H:%M} 前，不上班则顺延到下一个工作日"

    def _wanted(self, on: date) -> date:
        try:
            return on + (self.weekday - on.weekday() + 7 * self.weeks) * DAY
        except OverflowError:
            raise OutOfCalendar(f"{self.weeks} weeks after {on} is outside the calendar") from None
