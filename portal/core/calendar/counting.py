"""Deadlines counted in working days; a half day is one of them."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date
from itertools import islice

from portal.core.calendar.counted import CountedDay
from portal.core.calendar.days import Day
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.sources import Calendar


class NoSuchWorkingDay(ValueError):
    """The month has fewer working days than asked for, or the 0th was."""


class OutOfCalendar(ValueError):
    """The count leaves the dates from 0001-01-01 to 9999-12-31."""


def nth_working_day(calendar: Calendar, year: int, month: int, n: int) -> Deadline:
    """Find the nth working day of a month, -1 the last; raise NoSuchWorkingDay, or OutOfCalendar."""
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendar(f"year {year} is outside {MINYEAR} to {MAXYEAR}")
    shortage = NoSuchWorkingDay(f"{year}-{month:02} has no working day number {n}")
    if n == 0:
        raise shortage
    month_days = _days(calendar, date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    counted = _count(month_days if n > 0 else reversed(list(month_days)), n, shortage)
    return Deadline(counted[-1].date, _rule_of_month(year, month, n), tuple(counted))


def working_days_after(calendar: Calendar, start: date, n: int) -> Deadline:
    """Find the nth working day after the start, which is not counted; raise OutOfCalendar.

    With n = 0 it is the start day itself if people work on it, else the next working day.
    """
    if n < 0:
        raise ValueError(f"cannot count {n} working days after {start}")
    shortage = OutOfCalendar(f"{n} working days after {start} is beyond {date.max}")
    if n > (date.max - start).days:
        raise shortage
    ahead = islice(_days(calendar, start, date.max), min(n, 1), None)
    counted = _count(ahead, n, shortage)
    origin = [CountedDay(calendar.day(start), None, is_start=True)] if n else []
    return Deadline(counted[-1].date, _rule_after(start, n), (*origin, *counted))


def _days(calendar: Calendar, first: date, last: date) -> Iterator[Day]:
    ordinals = range(first.toordinal(), last.toordinal() + 1)
    return (calendar.day(date.fromordinal(ordinal)) for ordinal in ordinals)


def _count(days: Iterable[Day], n: int, shortage: Exception) -> list[CountedDay]:
    """Look at the days until n of them work; raise the shortage when they end before."""
    numbers, counted = _numbers(n), list[CountedDay]()
    for day in days:
        number = next(numbers) if day.works else None
        counted.append(CountedDay(day, number))
        if number == n:
            return counted
    raise shortage


def _numbers(n: int) -> Iterator[int]:
    """1 to n, or -1 down to n, or 0 alone."""
    if n == 0:
        return iter((0,))
    return iter(range(1, n + 1) if n > 0 else range(-1, n - 1, -1))


def _rule_of_month(year: int, month: int, n: int) -> str:
    which = "最后一" if n == -1 else f"第{n}" if n > 0 else f"倒数第{-n}"
    return f"{year}年{month}月{which}个工作日"


def _rule_after(start: date, n: int) -> str:
    return f"{start} 之后第{n}个工作日" if n else f"{start} 当天，不上班则顺延到下一个工作日"
