"""What a day is, whether people work on it, and how we know."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

SATURDAY = 5
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class OutOfCalendar(ValueError):
    """The count leaves the dates from 0001-01-01 to 9999-12-31."""


class DayKind(Enum):
    """What the calendar says of a day; the values are stable codes for storage."""

    WORKDAY = "workday"
    REST_DAY = "rest_day"
    STATUTORY_HOLIDAY = "statutory_holiday"
    MAKE_UP_WORKDAY = "make_up_workday"
    HALF_DAY = "half_day"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return KIND_LABELS[self]

    @property
    def works(self) -> bool:
        """True when people work on such a day, a half day included."""
        return self not in (DayKind.REST_DAY, DayKind.STATUTORY_HOLIDAY)


class Provenance(Enum):
    """Where the calendar knows a day from; the values are stable codes for storage."""

    OFFICIAL = "official"
    ENTERED = "entered"
    PROVISIONAL = "provisional"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return PROVENANCE_LABELS[self]


class Half(Enum):
    """Which half of a half day is worked; the values are stable codes for storage."""

    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return "上午" if self is Half.MORNING else "下午"


KIND_LABELS = {
    DayKind.WORKDAY: "工作日",
    DayKind.REST_DAY: "休息日",
    DayKind.STATUTORY_HOLIDAY: "法定节假日",
    DayKind.MAKE_UP_WORKDAY: "调休上班",
    DayKind.HALF_DAY: "半天",
}

PROVENANCE_LABELS = {
    Provenance.OFFICIAL: "官方",
    Provenance.ENTERED: "已录入",
    Provenance.PROVISIONAL: "暂定",
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day.

    `name` is the Chinese name of the holiday that it is or makes up for, when known; `half` says which half
    of a half day is worked.
    """

    date: date
    kind: DayKind
    provenance: Provenance
    name: str | None = None
    half: Half | None = None

    @property
    def provisional(self) -> bool:
        """True when its kind is a guess by weekday, which the year's notice may change."""
        return self.provenance is Provenance.PROVISIONAL

    @property
    def works(self) -> bool:
        """True when people work on it, a half day included."""
        return self.kind.works

    @property
    def weekday(self) -> str:
        """周一 to 周日."""
        return WEEKDAYS[self.date.weekday()]


def ordinary_kind(on: date) -> DayKind:
    """Workday from Monday to Friday, else rest day."""
    return DayKind.REST_DAY if on.weekday() >= SATURDAY else DayKind.WORKDAY
