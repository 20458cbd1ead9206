"""A year's holiday notice as an administrator enters it, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from portal.core.calendar.days import SATURDAY, WEEKDAYS, DayKind
from portal.core.calendar.sources import Entered

LONGEST, FARTHEST = 12, 31
# What every notice rules, by the word that its name contains, with the date in it where that never moves.
HOLIDAYS = {
    "元旦": (1, 1),
    "春节": None,
    "清明": None,
    "劳动": (5, 1),
    "端午": None,
    "中秋": None,
    "国庆": (10, 1),
}


class Holiday(NamedTuple):
    """A row of the notice: a holiday from one date to another, and the days worked to make up for it."""

    name: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()

    def dates(self) -> list[date]:
        """Its free days."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


class Fault(NamedTuple):
    """What is wrong with a cell of a row, counted from 0, or with the notice as a whole (None)."""

    row: int | None
    cell: str
    why: str


def entries(rows: Sequence[Holiday]) -> dict[date, Entered]:
    """What a faultless notice enters; its year is then one of the calendar's `entered_years`."""
    free = {on: Entered(DayKind.STATUTORY_HOLIDAY, row.name) for row in rows for on in row.dates()}
    worked = {on: Entered(DayKind.MAKE_UP_WORKDAY, row.name) for row in rows for on in row.make_up}
    return free | worked


def notice_faults(year: int, rows: Sequence[Holiday]) -> Iterator[Fault]:
    """What is wrong with the notice of a year: row by row, then what is missing."""
    for position, row in enumerate(rows):
        for cell, why in chain(
            _of_range(year, row), _of_overlap(rows[:position], row), _of_make_up(rows, row)
        ):
            yield Fault(position, cell, why)
    missing = [word for word in HOLIDAYS if not any(word in row.name for row in rows)]
    if missing:
        yield Fault(None, "name", f"还缺少：{'、'.join(missing)}")


def _of_range(year: int, row: Holiday) -> Iterator[tuple[str, str]]:
    days = (row.last - row.first).days + 1
    if not row.name:
        yield "name", "请填写节日名称"
    if days < 1:
        yield "last", "不能早于第一天"
    elif year not in (row.first.year, row.last.year):
        yield "first", f"不在{year}年"
    elif days > LONGEST:
        yield "last", f"共{days}天，超过{LONGEST}天，请核对"
    elif lost := [on for on in _fixed(year, row.name) if not row.first <= on <= row.last]:
        yield "first", f"应包括{lost[0].month}月{lost[0].day}日"


def _fixed(year: int, name: str) -> list[date]:
    return [date(year, *day) for word, day in HOLIDAYS.items() if day and word in name]


def _of_overlap(before: Sequence[Holiday], row: Holiday) -> Iterator[tuple[str, str]]:
    for other in before:
        if row.first <= other.last and other.first <= row.last:
            yield "first", f"与“{other.name}”重叠"


def _of_make_up(rows: Sequence[Holiday], row: Holiday) -> Iterator[tuple[str, str]]:
    listed = [on for each in rows for on in each.make_up]
    for on in row.make_up:
        if on.weekday() < SATURDAY:
            yield "make_up", f"{on} 是{WEEKDAYS[on.weekday()]}，本来就上班"
        if any(each.first <= on <= each.last for each in rows):
            yield "make_up", f"{on} 在放假期间"
        if listed.count(on) > 1:
            yield "make_up", f"{on} 重复"
        if not -FARTHEST <= (on - row.first).days <= (row.last - row.first).days + FARTHEST:
            yield "make_up", f"{on} 离放假超过{FARTHEST}天，请核对"
