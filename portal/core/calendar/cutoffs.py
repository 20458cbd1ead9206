"""The instant at which a day's time is up, and how it is told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from portal.core.calendar.spans import DAY
from portal.core.calendar.working_time import WorkingTime

NO_GRACE, SECOND, MINUTE = timedelta(), timedelta(seconds=1), timedelta(minutes=1)
MIDNIGHT = time(0)
# When the last day of a limit ends: at the end of its work (None), at 24:00 (MIDNIGHT), or at a clock time.
Closing = time | None


@dataclass(frozen=True, slots=True)
class Cutoff:
    """When it is too late.

    `at` is the instant (UTC), `clock` what the clock shows then, `words` tell how it follows from the day.
    Within the `grace` one is still in time: the minute of a latest time, as people read clocks [assumption].
    """

    at: datetime
    clock: str
    words: str
    grace: timedelta = MINUTE

    @property
    def over(self) -> datetime:
        """The first instant (UTC) that is too late."""
        return self.at + self.grace

    def passed(self, moment: datetime) -> bool:
        """Whether something done at a moment comes too late."""
        return moment >= self.over


def closing_cutoff(working_time: WorkingTime, on: date, closing: Closing) -> Cutoff:
    """The end of a day; raises LookupError for the end of work on a free one."""
    if closing == MIDNIGHT:
        return Cutoff(working_time.at(on, DAY), "", "当天 24:00 截止", NO_GRACE)
    if closing is None:
        at = working_time.close(on)
        return Cutoff(at, shown := clock(working_time, at, on), f"当天下班 {shown} 截止")
    at = on_the_clock(working_time, on, closing)
    return Cutoff(at, shown := clock(working_time, at, on), f"当天 {shown} 截止")


def own_day(working_time: WorkingTime, event: date, closing: Closing) -> date:
    """The event's own day: that of its shift where the end of work counts, else that of the calendar."""
    return working_time.work_date(event) if closing is None else working_time.date_of(event)


def before_the_hour(working_time: WorkingTime, on: date, hour: time) -> Cutoff:
    """A clock time that is itself too late."""
    at = on_the_clock(working_time, on, hour)
    shown = clock(working_time, at, on)
    return Cutoff(at, f"{shown} 前", f"当天 {shown} 之前，{shown} 整算迟", NO_GRACE)


def on_the_clock(working_time: WorkingTime, on: date, shown: time) -> datetime:
    """When the clock shows a time on a date."""
    return working_time.at(on, timedelta(hours=shown.hour, minutes=shown.minute, seconds=shown.second))


def clock(working_time: WorkingTime, at: datetime, on: date) -> str:
    """What the clock shows at an instant, told from a date: 17:30, 次日06:00."""
    local = working_time.local(at)
    shown = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return shown if local.date() == on else f"{'次日' if local.date() > on else '前一天'}{shown}"
