"""How long papers stayed, in words: spans of working time, and what a row is about."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.approval.staying import Count
from portal.core.calendar import DayKind, WorkingTime
from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.org.queries import UNNAMED

GROUPS = {"person": "人", "unit": "单据所属部门", "step": "表单与步骤", "month": "月"}
MINUTE, HOUR = timedelta(minutes=1), 60
WHOLE = (DayKind.WORKDAY, DayKind.MAKE_UP_WORKDAY)


class Scale(NamedTuple):
    """How spans of working time are told: a working day has so many minutes."""

    day: int

    @classmethod
    def of(cls, work: WorkingTime, day: date) -> "Scale":
        """By the first whole working day from a day on."""
        whole = next(on for on in work.dates(day) if work.calendar.day(on).kind in WHOLE)
        return cls(sum((each.length for each in work.stretches(whole)), timedelta()) // MINUTE)

    @property
    def hours(self) -> str:
        """A working day in hours."""
        return tenths(self.day / HOUR)

    def told(self, minutes: float) -> str:
        """A span, to the minute below an hour, to a tenth above it."""
        whole = round(minutes)
        if whole < HOUR:
            return f"{whole} 分钟" if whole else "不到 1 分钟"
        return f"{tenths(whole / HOUR)} 小时" if whole < self.day else f"{tenths(whole / self.day)} 个工作日"


def tenths(number: float) -> str:
    """A number to a tenth; 8, not 8.0."""
    return f"{number:.1f}".removesuffix(".0")


class Names(NamedTuple):
    """What forms and units are called."""

    forms: dict[str, str]
    units: dict[int, str]

    def label(self, by: str, key: tuple[Any, ...]) -> tuple[str, str]:
        """What a row is about, and a smaller word beside it."""
        first, *rest = key
        if by == "person":
            return rest[0], first
        if by == "step":
            return self.forms.get(first, first), rest[0]
        return (self.units.get(first, UNNAMED) if by == "unit" else typed(Month(first.year, first.month))), ""


def figures(count: Count) -> tuple[str | Decimal, ...]:
    """A row's figures for a workbook: papers, hours on average and in all."""
    hours = (Decimal(minutes) / HOUR for minutes in (count.average, count.minutes))
    return str(count.papers), *(each.quantize(Decimal("0.01")) for each in hours)
