"""Deadlines counted in days: working days, of which a half day is one, or all of them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, date
from itertools import islice

from portal.core.calendar.counted import CALENDAR_DAYS, WORKING_DAYS, CountedDay
from portal.core.calendar.days import Day, OutOfCalendar
from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.sources import Calendar

# Why a clock stands still at the end of a date; empty where it runs.
WhyStopped = Callable[[date], str]


class NoSuchWorkingDay(ValueError):
    """The month has fewer working days than asked for, or the 0th was."""


def never_stopped(_on: date) -> str:
    """A clock that never stands still."""
    return ""


def nth_working_day(calendar: Calendar, year: int, month: int, n: int) -> Deadline:
    """Find the nth working day of a month, -1 the last; raise NoSuchWorkingDay, or OutOfCalendar."""
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfCalendar(f"year {year} is outside {MINYEAR} to {MAXYEAR}")
    shortage = NoSuchWorkingDay(f"{year}-{month:02} has no working day number {n}")
    if n == 0:
        raise shortage
    days = calendar.month(year, month)
    counted = _count(days if n > 0 else reversed(days), n, shortage)
    return Deadline(counted[-1].date, _rule_of_month(year, month, n), tuple(counted))


def working_days_after(
    calendar: Calendar, start: date, n: int, stopped: WhyStopped = never_stopped
) -> Deadline:
    """Find the nth working day after the start, which is not counted; raise OutOfCalendar.

    With n = 0 it is the start day itself if people work on it, else the next working day. A day at whose end
    the clock is stopped does not count.
    """
    return _after(calendar, start, n, _rule_after(start, n), stopped)


def days_after(calendar: Calendar, start: date, n: int, stopped: WhyStopped = never_stopped) -> Deadline:
    """Find the nth day after the start, whatever days they are; raise OutOfCalendar."""
    return _after(calendar, start, n, f"{start} 之后第{n}天", stopped, CALENDAR_DAYS)


def working_days_before(calendar: Calendar, start: date, n: int) -> Deadline:
    """Find the nth working day before a date, which is not counted, n at least 1; raise OutOfCalendar."""
    return _before(calendar, start, n, f"{start} 之前第{n}个工作日")


def days_before(calendar: Calendar, start: date, n: int) -> Deadline:
    """Find the nth day before a date, whatever days they are, n at least 1; raise OutOfCalendar."""
    return _before(calendar, start, n, f"{start} 之前第{n}天", CALENDAR_DAYS)


def _after(
    calendar: Calendar, start: date, n: int, rule: str, stopped: WhyStopped, unit: str = WORKING_DAYS
) -> Deadline:
    if n < 0:
        raise ValueError(f"cannot count {n} days after {start}")
    shortage = OutOfCalendar(f"{n} days after {start} is beyond {date.max}")
    if n > (date.max - start).days:
        raise shortage
    ahead = islice(_days(calendar, range(start.toordinal(), date.max.toordinal() + 1)), min(n, 1), None)
    counted = _count(ahead, n, shortage, stopped, unit)
    origin = [CountedDay(calendar.day(start), None, is_start=True)] if n else []
    return Deadline(counted[-1].date, rule, (*origin, *counted))


def _before(calendar: Calendar, start: date, n: int, rule: str, unit: str = WORKING_DAYS) -> Deadline:
    if n < 1:
        raise ValueError(f"cannot count {n} days before {start}")
    shortage = OutOfCalendar(f"{n} days before {start} is beyond {date.min}")
    if n > (start - date.min).days:
        raise shortage
    counted = _count(_days(calendar, range(start.toordinal() - 1, 0, -1)), n, shortage, never_stopped, unit)
    origin = CountedDay(calendar.day(start), None, is_start=True)
    return Deadline(counted[-1].date, rule, (origin, *counted))


def _days(calendar: Calendar, ordinals: range) -> Iterator[Day]:
    return (calendar.day(date.fromordinal(ordinal)) for ordinal in ordinals)


def _count(
    days: Iterable[Day],
    n: int,
    shortage: Exception,
    stopped: WhyStopped = never_stopped,
    unit: str = WORKING_DAYS,
) -> list[CountedDay]:
    """Look at the days until n of them count; raise the shortage when they end before."""
    numbers, counted = _numbers(n), list[CountedDay]()
    for day in days:
        may_count = day.works or unit == CALENDAR_DAYS
        pause = stopped(day.date) if may_count else ""
        number = next(numbers) if may_count and not pause else None
        counted.append(CountedDay(day, number, pause=pause, unit=unit))
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
