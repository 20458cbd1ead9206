"""The working time of each date as instants: its spans on the clock of a zone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.calendar.days import Day, DayKind, Half, OutOfCalendar
from portal.core.calendar.sources import DAYS_KEPT, Calendar
from portal.core.calendar.spans import DAY, Offsets, halves, offsets
from portal.core.calendar.timetables import Timetables

# Beside the first and the last dates an instant may have no date in another zone.
FIRST, LAST = date.min + 3 * DAY, date.max - 3 * DAY


class Stretch(NamedTuple):
    """Working time without a break, from one instant (UTC) up to another."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.ends - self.begins


def total(stretches: Iterable[Stretch]) -> timedelta:
    """How long stretches are together."""
    return sum((each.length for each in stretches), timedelta())


def instant(on: date, passed: timedelta, zone: ZoneInfo) -> datetime:
    """When a date's clock shows that so much has passed since its midnight (UTC); raises OutOfCalendar."""
    days, clock = divmod(passed, DAY)
    return (datetime.combine(inside(on) + days * DAY, time(), zone) + clock).astimezone(UTC)


def inside(on: date) -> date:
    """The same date; raises OutOfCalendar at the ends of the calendar."""
    if not FIRST <= on <= LAST:
        raise OutOfCalendar(f"{on} is outside {FIRST} to {LAST}")
    return on


class Shifts:
    """The stretches and half-day slots of each date, looked up once; never changes once made."""

    def __init__(self, calendar: Calendar, timetables: Timetables, zone: ZoneInfo) -> None:
        """Take the days, the hours of the working ones, and the zone of both."""
        self._calendar, self._timetables, self._zone = calendar, timetables, zone
        self.stretches = lru_cache(DAYS_KEPT)(self._stretches)
        self.half_days = lru_cache(DAYS_KEPT)(self._half_days)

    def _stretches(self, on: date) -> tuple[Stretch, ...]:
        day = self._calendar.day(on)
        return self._lay(on, self._offsets(day)) if day.works else ()

    def _half_days(self, on: date) -> dict[Half, Stretch]:
        day = self._calendar.day(on)
        if not day.works:
            return {}
        parts = halves(self._whole_day(on))
        worked = [half for half in Half if day.kind is not DayKind.HALF_DAY or day.half is half]
        laid = {half: self._lay(on, parts[half]) for half in worked}
        return {half: Stretch(part[0].begins, part[-1].ends) for half, part in laid.items() if part}

    def _offsets(self, day: Day) -> tuple[Offsets, ...]:
        whole = self._whole_day(day.date)
        return halves(whole)[day.half or Half.MORNING] if day.kind is DayKind.HALF_DAY else whole

    def _whole_day(self, on: date) -> tuple[Offsets, ...]:
        return offsets(self._timetables.spans_on(on))

    def _lay(self, on: date, spans: Iterable[Offsets]) -> tuple[Stretch, ...]:
        """The spans as instants, less what still belongs to the shift of the day before."""
        free = self._end_of_shift(inside(on) - DAY)
        laid = (Stretch(max(free, self._at(on, each.begins)), self._at(on, each.ends)) for each in spans)
        return tuple(each for each in laid if each.begins < each.ends)

    def _end_of_shift(self, on: date) -> datetime:
        day = self._calendar.day(on)
        return self._at(on, self._offsets(day)[-1].ends if day.works else timedelta())

    def _at(self, on: date, passed: timedelta) -> datetime:
        return instant(on, passed, self._zone)
