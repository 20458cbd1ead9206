"""One day of a count, and why it counts or not."""

from dataclasses import dataclass
from datetime import date

from portal.core.calendar.days import Day, DayKind, Provenance

REASONS = {
    DayKind.WORKDAY: "",
    DayKind.REST_DAY: "休息日",
    DayKind.STATUTORY_HOLIDAY: "放假",
    DayKind.MAKE_UP_WORKDAY: "调休上班",
    DayKind.HALF_DAY: "半天",
}


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day as a count met it.

    `number` is 1, 2, ... forwards, -1, -2, ... from the end of a month, 0 for a day that is due without
    counting, None for a day that is skipped; `is_start` marks the day of the event, never counted.
    """

    day: Day
    number: int | None
    is_start: bool = False

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
        return not self.is_start and self.day.provenance is Provenance.PROVISIONAL

    @property
    def why(self) -> str:
        """Why it counts or not, such as 周六，休息日 or 调休上班，算第3个工作日."""
        if self.is_start:
            return "起算日"
        makes_up = self.day.kind is DayKind.MAKE_UP_WORKDAY
        subject = "" if makes_up else self.day.name or self.day.weekday
        number = "" if self.number is None else number_words(self.number)
        return "，".join(filter(None, (subject, REASONS[self.day.kind], number)))


def number_words(number: int, last: int | None = None) -> str:
    """Words for a number of the count, or for all from it to `last`."""
    if number == 0:
        return "就是这一天"
    until = "" if last is None else f"至第{abs(last)}"
    return f"算{'倒数' if number < 0 else ''}第{abs(number)}{until}个工作日"
