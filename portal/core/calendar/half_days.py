"""Limits in half-days before an event."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from portal.core.calendar.counted import Counted, CountedDay, CountedTime
from portal.core.calendar.cutoffs import Cutoff, clock
from portal.core.calendar.days import OutOfCalendar
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.shifts import Stretch
from portal.core.calendar.working_time import WorkingTime


class Slot(NamedTuple):
    """A half-day, and the date it belongs to."""

    on: date
    stretch: Stretch


class BeforeHalfDays(msgspec.Struct, frozen=True, tag=True):
    """At the latest at the beginning of the nth half-day before the first one that the event takes away."""

    n: int = 1

    def due(self, event: date, working_time: WorkingTime) -> Deadline:
        """When time is up; raises OutOfCalendar."""
        taken = _first_taken(event, working_time)
        days: list[Counted] = [_told(taken, working_time, "从这个半天算起")]
        passed = 0
        for each in _before(taken, working_time):
            passed += isinstance(each, Slot)
            days.append(_told(each, working_time, f"算往前第{passed}个半天"))
            if passed == self.n and isinstance(each, Slot):
                return self._deadline(event, each, days, working_time)
        raise OutOfCalendar(f"there are no {self.n} half-days before {event}")

    @property
    def words(self) -> str:
        """The limit in words."""
        return "提前半天" if self.n == 1 else f"提前{self.n}个半天"

    def _deadline(self, event: date, found: Slot, days: list[Counted], working_time: WorkingTime) -> Deadline:
        begins = working_time.local(working_time.instant(event))
        at = found.stretch.begins
        cutoff = Cutoff(at, shown := clock(working_time, at, found.on), f"最迟在这个半天开始时，{shown}")
        return Deadline(found.on, f"{begins:%Y-%m-%d %H:%M} 开始，{self.words}", tuple(days), cutoff)


def _first_taken(event: date, working_time: WorkingTime) -> Slot:
    """The first half-day that is not over when the event begins."""
    begins = working_time.instant(event)
    for on in working_time.dates(working_time.work_date(begins)):
        for each in working_time.slots(on):
            if begins < each.ends:
                return Slot(on, each)
    raise OutOfCalendar(f"nobody works after {event}")


def _before(taken: Slot, working_time: WorkingTime) -> Iterator[Slot | CountedDay]:
    """The half-days before one, the nearest first, and the free days between them."""
    for on in working_time.dates(taken.on, step=-1):
        slots = working_time.slots(on)
        yield from (Slot(on, each) for each in reversed(slots) if each.begins < taken.stretch.begins)
        if not slots:
            yield CountedDay(working_time.calendar.day(on), None)


def _told(each: Slot | CountedDay, working_time: WorkingTime, words: str) -> Counted:
    if isinstance(each, CountedDay):
        return each
    begins, ends = (clock(working_time, at, each.on) for at in each.stretch)
    return CountedTime(working_time.calendar.day(each.on), f"{begins}–{ends}", words)
