"""When something may leave the portal: office hours, and the hour of the daily letter. Pure."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.calendar import Calendar

OPENS, CLOSES = 8, 18


class Hours(NamedTuple):
    """The company's days and hours."""

    calendar: Calendar
    zone: ZoneInfo
    digest_hour: int

    def open(self, at: datetime) -> bool:
        """Whether a moment lies in office hours: 8:00 to 18:00 on days when people work."""
        local = at.astimezone(self.zone)
        return self.calendar.day(local.date()).works and OPENS <= local.hour < CLOSES

    def office(self, at: datetime) -> datetime:
        """The moment itself in office hours, else their next beginning."""
        return at if self.open(at) else self.next_at(OPENS, at)

    def digest(self, at: datetime) -> datetime:
        """When the next daily letter leaves."""
        return self.next_at(self.digest_hour, at)

    def next_at(self, hour: int, at: datetime) -> datetime:
        """The next such hour, on a day when people work."""
        local = at.astimezone(self.zone)
        days = (local.date() + timedelta(days=n) for n in count())
        hours = (datetime.combine(day, time(hour), self.zone) for day in days if self.calendar.day(day).works)
        return next(moment for moment in hours if moment > at).astimezone(UTC)
