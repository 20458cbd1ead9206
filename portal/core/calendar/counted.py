"""One day of a count, and why it counts or not."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.calendar.days import Day, DayKind, Provenance

REASONS = {
    DayKind.WORKDAY: "",
    DayKind.REST_DAY: "休息日",
    DayKind.STATUTORY_HOLIDAY: "放假",
    DayKind.MAKE_UP_WORKDAY: "调休上班",
    DayKind.HALF_DAY: "半天",
}
WORKING_DAYS, CALENDAR_DAYS = "个工作日", "天"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day as a count met it.

    `number` is 1, 2, ... forwards, -1, -2, ... from the end of a month, 0 for a day that is due without
    counting, None for a day that is skipped; `is_start` marks the day of the event, never counted; `pause`
    says why the clock stood still at its end; `unit` is what is counted: every day or working days alone.
    """

    day: Day
    number: int | None
    is_start: bool = False
    pause: str = ""
    unit: str = WORKING_DAYS

    @property
    def date(self) -> date:
        """The date itself."""
        return self.day.date

    @property
    def label(self) -> str:
        """Its kind in Chinese."""
        return self.day.kind.label

    @property
    def provisional(self) -> bool:
        """True when the count rests on this day and its kind is a guess by weekday."""
        guessed = self.day.provenance is Provenance.PROVISIONAL
        return guessed and not self.is_start and self.unit == WORKING_DAYS

    @property
    def reason(self) -> str:
        """What speaks for or against it beside its weekday, such as 放假 or 调休上班."""
        if self.pause:
            return f"暂停（{self.pause}）"
        return REASONS[self.day.kind] if self.unit == WORKING_DAYS else ""

    @property
    def name(self) -> str:
        """The holiday it is, where that matters."""
        makes_up = self.day.kind is DayKind.MAKE_UP_WORKDAY
        return "" if makes_up or self.pause or self.unit == CALENDAR_DAYS else self.day.name or ""

    @property
    def likeness(self) -> tuple[object, ...]:
        """What days told in one line have in common."""
        kind = self.day.kind if self.unit == WORKING_DAYS else None
        return self.is_start, self.pause, kind, self.name

    @property
    def why(self) -> str:
        """Why it counts or not, such as 周六，休息日 or 调休上班，算第3个工作日."""
        if self.is_start:
            return "起算日"
        subject = "" if self.reason == REASONS[DayKind.MAKE_UP_WORKDAY] else self.name or self.day.weekday
        number = "" if self.number is None else number_words(self.number, unit=self.unit)
        return "，".join(filter(None, (subject, self.reason, number)))


@dataclass(frozen=True, slots=True)
class CountedTime:
    """Some of a working day as a count met it.

    `spans` is what of it was looked at, such as 08:30–12:00, `words` what came of it; of a day that counts
    as a whole `length` is how much that is.
    """

    day: Day
    spans: str
    words: str
    length: timedelta | None = None

    @property
    def date(self) -> date:
        """The date itself."""
        return self.day.date

    @property
    def provisional(self) -> bool:
        """True when its kind is a guess by weekday."""
        return self.day.provisional

    @property
    def likeness(self) -> tuple[object, ...]:
        """What days told in one line have in common: only whole ones of one length are."""
        return (self.length, self.day.kind) if self.length else (self.date, self.spans)

    @property
    def why(self) -> str:
        """What was counted of it, such as 周五 14:00–17:30，算3小时30分."""
        looked_at = f"{self.day.weekday} {self.spans}".strip()
        return "，".join(filter(None, (looked_at, REASONS[self.day.kind], self.words)))


Counted = CountedDay | CountedTime


def number_words(number: int, last: int | None = None, unit: str = WORKING_DAYS) -> str:
    """Words for a number of the count, or for all from it to `last`."""
    if number == 0:
        return "就是这一天"
    until = "" if last is None else f"至第{abs(last)}"
    return f"算{'倒数' if number < 0 else ''}第{abs(number)}{until}{unit}"


def length_words(length: timedelta) -> str:
    """Words for a length of time, such as 3小时30分."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    parts = ((minutes // 60, "小时"), (minutes % 60, "分"), (seconds, "秒"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0分"
