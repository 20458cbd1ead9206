"""The clock and the company's zone: everything shown or ruled is in that zone, everything stored is UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.calendar import Calendar
from portal.core.terms import Terms

Clock = Callable[[], datetime]
AN_INSTANT = timedelta(microseconds=1)


class Moment(NamedTuple):
    """When something is done: the instant (UTC), and the terms of that day."""

    at: datetime
    terms: Terms

    @property
    def day(self) -> date:
        """The company's date."""
        return self.terms.day

    @property
    def calendar(self) -> Calendar:
        """The company's working calendar."""
        return self.terms.calendar


def system_clock() -> datetime:
    """This moment, UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The company's date at a moment."""
    return moment.astimezone(zone).date()


def last_day(due: datetime, zone: ZoneInfo) -> date:
    """The company's last date on which what is due at an instant is in time: midnight ends the day before."""
    return local_day(due - AN_INSTANT, zone)


def local_text(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as people read it: 2026-11-19 16:20."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
