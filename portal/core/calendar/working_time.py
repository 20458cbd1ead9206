"""Working time: which instants are worked, and how much of it lies between two of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.calendar.days import Half, OutOfCalendar
from portal.core.calendar.shifts import FIRST, LAST, Shifts, Stretch, inside, instant, total
from portal.core.calendar.sources import Calendar, Entry
from portal.core.calendar.spans import DAY
from portal.core.calendar.timetables import AsAbove, Timetable, Timetables
from portal.core.calendar.units import UnitCalendar

COMPANY_ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Timetables()


class WorkingTime:
    """A calendar with its office hours in a zone; instants are UTC in and out; never changes once made.

    A shift that passes midnight belongs to the date it begins on. Whatever is asked may raise OutOfCalendar
    at the ends of the calendar, NoHours for a date without a timetable, ValueError for an instant without a
    zone.
    """

    def __init__(
        self, calendar: Calendar, timetables: Timetables = OFFICE, zone: ZoneInfo = COMPANY_ZONE
    ) -> None:
        """Take the days, the hours of the working ones, and the zone of both."""
        self.calendar, self.zone = calendar, zone
        self._timetables = timetables
        self._shifts = Shifts(calendar, timetables, zone)

    def of_unit(
        self, entered: Mapping[date, Entry] = {}, dated: Iterable[Timetable | AsAbove] = ()
    ) -> "WorkingTime":
        """The working time of a unit that has days or hours of its own."""
        own = Timetables(dated, self._timetables)
        return WorkingTime(UnitCalendar(self.calendar, entered, own), own, self.zone)

    def stretches(self, on: date) -> tuple[Stretch, ...]:
        """The working time of a date in order, none on a free one."""
        return self._shifts.stretches(on)

    def slots(self, on: date) -> tuple[Stretch, ...]:
        """The half-days of a date, each from its beginning to its end."""
        return tuple(self._shifts.half_days(on).values())

    def half_days(self, on: date) -> Mapping[Half, Stretch]:
        """The same by which half each is; a half that is not worked is missing."""
        return self._shifts.half_days(on)

    def works_at(self, at: datetime) -> bool:
        """Whether an instant is working time; the very end of a stretch is not."""
        return any(each.begins <= at for each in self._ahead(at, dates=2))

    def next_working(self, at: datetime) -> datetime:
        """The instant itself if it is working time, else the next that is."""
        for each in self._ahead(at):
            return max(at, each.begins)
        raise OutOfCalendar(f"nobody works after {at}")

    def between(self, begins: datetime, ends: datetime) -> timedelta:
        """The working time between two instants, below zero where the second is the earlier one."""
        if ends < begins:
            return -self.between(ends, begins)
        return total(self.within(begins, ends))

    def within(self, begins: datetime, ends: datetime) -> Iterator[Stretch]:
        """The working time from one instant up to a later one, stretch by stretch."""
        dates = (self.date_of(ends) - self.date_of(begins)).days + 2
        for each in self._ahead(begins, dates):
            if each.begins < ends:
                yield Stretch(max(each.begins, begins), min(each.ends, ends))

    def close(self, on: date) -> datetime:
        """The end of a date's work, or of the shift before that takes it whole; LookupError on a free day."""
        if not self.calendar.day(on).works:
            raise LookupError(f"nobody works on {on}")
        stretches = self.stretches(on) or self.stretches(on - DAY)
        return stretches[-1].ends

    def work_date(self, event: date) -> date:
        """The date an event belongs to: the one before while its shift lasts past midnight, else its own."""
        on = self.date_of(event)
        if not isinstance(event, datetime):
            return on
        shift = self.stretches(before := on - DAY)
        return before if shift and event < shift[-1].ends else on

    def date_of(self, event: date) -> date:
        """The date of an event in the zone: of an instant, or a plain date as it is."""
        return inside(self.local(event).date() if isinstance(event, datetime) else event)

    def instant(self, event: date) -> datetime:
        """The instant of an event: itself to the second, or the first of a plain date."""
        if not isinstance(event, datetime):
            return self.at(event, timedelta())
        return self.local(event).astimezone(UTC).replace(microsecond=0)

    def at(self, on: date, passed: timedelta) -> datetime:
        """When a date's clock shows that so much has passed since its midnight."""
        return instant(on, passed, self.zone)

    def local(self, at: datetime) -> datetime:
        """An instant on the zone's clock."""
        if at.tzinfo is None:
            raise ValueError(f"the instant {at} has no zone")
        try:
            return at.astimezone(self.zone)
        except OverflowError:
            raise OutOfCalendar(f"{at} has no date in {self.zone}") from None

    def dates(self, first: date, step: int = 1) -> Iterator[date]:
        """Dates from one on, forwards or backwards, as far as the calendar goes."""
        last = LAST if step > 0 else FIRST
        ordinals = range(first.toordinal(), last.toordinal() + step, step)
        return (date.fromordinal(ordinal) for ordinal in ordinals)

    def _ahead(self, at: datetime, dates: int | None = None) -> Iterator[Stretch]:
        """The stretches that end after an instant, of so many dates from the one before it."""
        for on in islice(self.dates(self.date_of(at) - DAY), dates):
            yield from (each for each in self.stretches(on) if each.ends > at)


class WorkingTimes(NamedTuple):
    """The company's working time, and that of each unit which works otherwise."""

    company: WorkingTime
    units: Mapping[int, WorkingTime] = {}
