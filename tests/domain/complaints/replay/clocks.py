"""When limits are up, reckoned without the portal's code: the year's free days by hand, plain counting."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
DAY, MINUTE, NO_TIME = timedelta(days=1), timedelta(minutes=1), timedelta()
CLOSES = time(17, 30)
OFFICE = ((time(8, 30), time(12)), (time(13), CLOSES))
# The State Council's notice for 2026: first and last free day, then the weekends that are worked.
FREE = (
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
)  # fmt: skip
WORKED = ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")
HOURS, DAYS, WORKING_DAYS = "hours", "days", "working days"
Limit = tuple[str, int]
Still = tuple[datetime, datetime]


def works(day: date) -> bool:
    """Whether people work on a day of 2026."""
    assert day.year == 2026, day
    return f"{day}" in WORKED or (day.weekday() < 5 and not any(a <= f"{day}" <= b for a, b in FREE))


def at(day: date, hour: time) -> datetime:
    """An instant by Shanghai's clock."""
    return datetime.combine(day, hour, SHANGHAI)


def end_of_days(began: datetime, n: int, stills: Iterable[Still] = (), working: bool = False) -> datetime:
    """The end of the nth day after, of the same day where n is none; one at whose end the clock stood still
    does not count."""
    day = began.astimezone(SHANGHAI).date() - (DAY if n == 0 else NO_TIME)
    left = n or 1
    while left:
        day += DAY
        end = at(day, CLOSES) if working else at(day + DAY, time())
        if (not working or works(day)) and not any(since < end <= until for since, until in stills):
            left -= 1
    return end


def end_of_minutes(began: datetime, left: int, stills: Iterable[Still] = ()) -> datetime:
    """The end of so many minutes of work, counted one by one."""
    day = began.astimezone(SHANGHAI).date()
    while True:
        for opens, closes in OFFICE if works(day) else ():
            minute = at(day, opens)
            while minute < at(day, closes):
                left -= began <= minute and not any(a <= minute < b for a, b in stills)
                minute += MINUTE
                if not left:
                    return minute
        day += DAY


@dataclass
class Watch:
    """A limit as it should run, with the pauses that stopped it; the last one's end may be missing."""

    began: datetime
    limit: Limit
    stills: list[Still] = field(default_factory=list)
    still: datetime | None = None
    over: bool = False

    def due(self) -> datetime | None:
        """When it is up; at no time while it stands still, unless it was up before."""
        kind, n = self.limit
        if kind == HOURS:
            end = end_of_minutes(self.began, 60 * n, self.stills)
        else:
            end = end_of_days(self.began, n, self.stills, kind == WORKING_DAYS)
        return None if self.still and self.still < end else end.astimezone(UTC)

    def run_on(self, now: datetime) -> None:
        """It stands still no more."""
        self.stills += [(self.still, now)] if self.still else []
        self.still = None

    def told(self) -> tuple[str, datetime | None]:
        """Its state, and when it is up."""
        return "stopped" if self.over else "paused" if self.still else "running", self.due()
