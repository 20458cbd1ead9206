"""When something may leave the portal: office hours, and the hour of the daily letter. Pure."""

from datetime import UTC, datetime, time
from typing import NamedTuple

from portal.core.calendar import WorkingTime


class Hours(NamedTuple):
    """The company's working time, and the hour of the letter."""

    working_time: WorkingTime
    digest_hour: int

    def office(self, at: datetime) -> datetime:
        """The moment itself in office hours, else their next beginning."""
        return self.working_time.next_working(at)

    def digest(self, at: datetime) -> datetime:
        """When the next daily letter leaves: at its hour, on a day when people work."""
        work = self.working_time
        days = (day for day in work.dates(work.date_of(at)) if work.calendar.day(day).works)
        hours = (datetime.combine(day, time(self.digest_hour), work.zone) for day in days)
        return next(moment for moment in hours if moment > at).astimezone(UTC)
