"""A calendar week, Monday to Sunday."""

from datetime import date, timedelta
from typing import NamedTuple


class Week(NamedTuple):
    """The week that begins on this Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that a day lies in."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def days(self) -> list[date]:
        """Its seven days."""
        return [self.monday + timedelta(days=n) for n in range(7)]

    def before(self, weeks: int = 1) -> "Week":
        """So many weeks earlier."""
        return Week(self.monday - timedelta(weeks=weeks))

    def __str__(self) -> str:
        first, last = self.monday, self.sunday
        return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"
