"""A clock: a limit that runs from an event, with its pauses and its extensions."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.core.calendar.deadlines import Deadline
from portal.core.calendar.limits import Running
from portal.core.calendar.pauses import Pause
from portal.core.calendar.working_time import WorkingTime


@dataclass(frozen=True)
class Extension:
    """A new limit, counted from the same event, and the approved record that grants it."""

    limit: Running
    record: str
    granted: date


@dataclass(frozen=True)
class Stopped:
    """A clock that stands still and so is not due at any instant yet."""

    pause: Pause
    rule: str
    since: str

    at = None
    provisional = False
    certain = False

    def late(self, _moment: datetime) -> bool:
        """Nothing is late while the clock stands still."""
        return False

    def surely_late(self, _moment: datetime) -> bool:
        """Nothing is late while the clock stands still."""
        return False

    def text(self) -> str:
        """The state for a list."""
        return f"暂停中（{self.pause.reason}）"

    def explanation(self) -> list[str]:
        """Lines that answer 为什么没有到期时间."""
        return [self.rule, f"{self.since} 起暂停（{self.pause.reason}），恢复后才能确定到期时间"]


@dataclass(frozen=True)
class RunningClock:
    """What began when (an instant, or a plain date), the limit it has, and what moved it since.

    Of its pauses only the last may still be open. An extension replaces the limit, of the extensions the last
    counts. A pause moves a limit in working time by exactly what it covers of it, a limit in days by the days
    at whose end it lasts [assumption].
    """

    began: date
    limit: Running
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    @property
    def current(self) -> Running:
        """The limit in force."""
        return self.extensions[-1].limit if self.extensions else self.limit

    def due(self, working_time: WorkingTime) -> Deadline | Stopped:
        """When time is up, or that it stands still; raises OutOfCalendar."""
        over = tuple(each for each in self.pauses if each.until)
        found = self.current.due(self.began, working_time, over)
        still = next((each for each in self.pauses if not each.until), None)
        if still and found.at and still.since < found.at:
            return Stopped(still, found.rule, _shown(still.since, working_time))
        return replace(found, notes=(*found.notes, *self._moves(found, working_time)))

    def elapsed(self, at: datetime, working_time: WorkingTime) -> int:
        """How much of the limit has run at an instant: days, or seconds of working time."""
        return self.current.elapsed(self.began, at, working_time, self.pauses)

    def remaining(self, at: datetime, working_time: WorkingTime) -> int:
        """How much of the limit is left at an instant, below zero when it is overrun; units as `elapsed`."""
        return self.current.amount - self.elapsed(at, working_time)

    def told(self, at: datetime, working_time: WorkingTime) -> str:
        """Both in words, such as 已用2个工作日，还剩1个工作日."""
        gone = self.elapsed(at, working_time)
        left = self.current.amount - gone
        left_words = f"{'还剩' if left >= 0 else '超出'}{self.current.told(abs(left))}"
        return f"已用{self.current.told(gone)}，{left_words}"

    def _moves(self, found: Deadline, working_time: WorkingTime) -> list[str]:
        """What moved the end, in words."""
        before = [self.limit, *(each.limit for each in self.extensions)]
        extended = [
            f"原为{_all(limit)}，{each.granted} 经 {each.record} 批准改为{_all(each.limit)}"
            for limit, each in zip(before, self.extensions, strict=False)
        ]
        paused = [
            f"{_shown(each.since, working_time)} 至 {_shown(each.ends, working_time)} 暂停（{each.reason}）"
            for each in self.pauses
            if each.until and found.at and each.since < found.at
        ]
        return [*extended, *paused]


def _all(limit: Running) -> str:
    return limit.told(limit.amount)


def _shown(at: datetime, working_time: WorkingTime) -> str:
    return f"{working_time.local(at):%Y-%m-%d %H:%M}"
