"""Limits in days that run from an event; a pause or an extension moves them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import msgspec

from portal.core.calendar.counted import CALENDAR_DAYS, WORKING_DAYS
from portal.core.calendar.counting import WhyStopped, days_after, never_stopped, working_days_after
from portal.core.calendar.cutoffs import MIDNIGHT, Closing, closing_cutoff, own_day
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.pauses import Pause
from portal.core.calendar.spans import DAY
from portal.core.calendar.working_time import WorkingTime

Pauses = Sequence[Pause]
# No shift, and so no date's work, ends later than so long after its date.
LONGEST = 3 * DAY


class AfterWorkingDays(msgspec.Struct, frozen=True, tag=True):
    """So many working days after the event's own day, until the end of the last one.

    With n = 0 it is the same day, or the next working day where that is free or its end has passed. A day
    does not count when the clock stands still at its end.
    """

    n: int
    until: Closing = None

    def due(self, event: date, working_time: WorkingTime, pauses: Pauses = ()) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        stopped = stopped_at_ends(working_time, self.until, pauses)
        start = own_day(working_time, event, self.until)
        if self.n == 0 and self._is_over(start, event, working_time):
            found = working_days_after(working_time.calendar, start + DAY, 0, stopped)
            found = replace(found, rule=f"{start} 的截止时间已过，顺延到下一个工作日")
        else:
            found = working_days_after(working_time.calendar, start, self.n, stopped)
        return replace(found, cutoff=closing_cutoff(working_time, found.day, self.until))

    def elapsed(self, event: date, at: datetime, working_time: WorkingTime, pauses: Pauses = ()) -> int:
        """The working days that have gone by at an instant; those long gone are counted year by year."""
        calendar, start = working_time.calendar, own_day(working_time, event, self.until)
        near = start if pauses else max(start, working_time.date_of(at) - LONGEST)
        ends = (on for on in _ended(near, at, working_time) if calendar.day(on).works)
        far = calendar.working_days(start + DAY, near) if near > start else 0
        return far + _count_ended(ends, at, working_time, self.until, pauses)

    @property
    def amount(self) -> int:
        """How many there are in all."""
        return self.n

    def more(self, n: int) -> "AfterWorkingDays":
        """The same with so many working days more."""
        return AfterWorkingDays(self.n + n, self.until)

    def told(self, amount: int) -> str:
        """An amount in words."""
        return f"{amount}{WORKING_DAYS}"

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"{self.told(self.n)}内" if self.n else "当天"

    def _is_over(self, start: date, event: date, working_time: WorkingTime) -> bool:
        works = working_time.calendar.day(start).works
        return works and closing_cutoff(working_time, start, self.until).at < working_time.instant(event)


class AfterDays(msgspec.Struct, frozen=True, tag=True):
    """So many days after the event's own day, whatever days they are, until 24:00 of the last one.

    A day does not count when the clock stands still at its end.
    """

    n: int

    def due(self, event: date, working_time: WorkingTime, pauses: Pauses = ()) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        stopped = stopped_at_ends(working_time, MIDNIGHT, pauses)
        found = days_after(working_time.calendar, working_time.date_of(event), self.n, stopped)
        return replace(found, cutoff=closing_cutoff(working_time, found.day, MIDNIGHT))

    def elapsed(self, event: date, at: datetime, working_time: WorkingTime, pauses: Pauses = ()) -> int:
        """The days that have gone by at an instant."""
        ends = _ended(working_time.date_of(event), at, working_time)
        return _count_ended(ends, at, working_time, MIDNIGHT, pauses)

    @property
    def amount(self) -> int:
        """How many there are in all."""
        return self.n

    def more(self, n: int) -> "AfterDays":
        """The same with so many days more."""
        return AfterDays(self.n + n)

    def told(self, amount: int) -> str:
        """An amount in words."""
        return f"{amount}{CALENDAR_DAYS}"

    @property
    def words(self) -> str:
        """The limit in words."""
        return f"{self.told(self.n)}内"


def stopped_at_ends(working_time: WorkingTime, until: Closing, pauses: Pauses) -> WhyStopped:
    """Why a clock stands still at the end of a date, by its pauses."""

    def reason(on: date) -> str:
        end = closing_cutoff(working_time, on, until).at
        return next((each.reason for each in pauses if each.stops(end)), "")

    return reason if pauses else never_stopped


def _ended(start: date, at: datetime, working_time: WorkingTime) -> Iterator[date]:
    """The dates after the start that may have ended at an instant."""
    passed = (working_time.date_of(at) - start).days
    return (start + n * DAY for n in range(1, passed + 1))


def _count_ended(
    dates: Iterator[date], at: datetime, working_time: WorkingTime, until: Closing, pauses: Pauses
) -> int:
    stopped, near = stopped_at_ends(working_time, until, pauses), working_time.date_of(at) - LONGEST
    ended = (on for on in dates if on <= near or closing_cutoff(working_time, on, until).at <= at)
    return sum(not stopped(on) for on in ended)
