"""The clock and the company's zone: everything shown or ruled is in that zone, everything stored is UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.core.calendar import Calendar
from portal.core.terms import Terms

Clock = Callable[[], datetime]


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


def local_text(moment: datetime, zone: ZoneInfo) -> str:
    """A moment as people read it: 2026-11-19 16:20."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
