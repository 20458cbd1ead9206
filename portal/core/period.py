"""A period that a duty is owed for: a working day, a week, a month, a quarter, half a year, a
year."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.core.calendar import Calendar
from portal.core.facts import Month
from portal.core.week import Week

JUNE = 6


class Period(NamedTuple):
    """From its first day to its last, both included."""

    first: date
    last: date

    @property
    def month(self) -> Month:
        """The month that its first day lies in."""
        return Month(self.first.year, self.first.month)

    def days(self) -> list[date]:
        """Its days."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def touches(self, first: date, last: date) -> bool:
        """Whether any of its days lies between two days, both included."""
        return self.first <= last and first <= self.last


def period_of(rhythm: str, day: date) -> Period:
    """The period of a rhythm that a day lies in; raises KeyError for a rhythm without periods."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    if rhythm == "workday":
        return Period(day, day)
    if rhythm == "week":
        return Period(Week.of(day).monday, Week.of(day).sunday)
    start = Month(day.year, (day.month - 1) // months[rhythm] * months[rhythm] + 1)
    end = start
    for _ in range(months[rhythm] - 1):
        end = end.after()
    return Period(start.first(), end.last())


def periods(rhythm: str, first: date, last: date, calendar: Calendar) -> list[Period]:
    """Every period of a rhythm that touches the days between two, in order; of days only those that work."""
    found, day = list[Period](), first
    while day <= last:
        period = period_of(rhythm, day)
        if rhythm != "workday" or calendar.day(day).works:
            found.append(period)
        day = period.last + timedelta(days=1)
    return found


def told(rhythm: str, period: Period) -> str:
    """A period as people say it."""
    first = period.first
    if rhythm == "workday":
        return f"{first.month}月{first.day}日"
    if rhythm == "week":
        return str(Week(first))
    if rhythm == "month":
        return str(period.month)
    if rhythm == "quarter":
        return f"{first.year}年第{(first.month + 2) // 3}季度"
    if rhythm == "half":
        return f"{first.year}年{'下' if first.month > JUNE else '上'}半年"
    return f"{first.year}年"
