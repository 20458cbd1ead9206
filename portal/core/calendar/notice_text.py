"""A holiday notice read from text: the State Council's own words, or short lines like them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from portal.core.calendar.days import WEEKDAYS
from portal.core.calendar.notices import Fault, Holiday

# 2027-01-03, 2027年1月3日, 1月3日 or 3日, and what stands in brackets after it, such as (周日).
DATE = re.compile(
    r"(?:(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"|(?:(?P<own_month>\d{1,2})月)?(?P<own_day>\d{1,2})日)(?P<beside>\([^)]*\))?"
)
NUMBERED = re.compile(r"^\s*[一二三四五六七八九十\d]+[、.]\s*")
COUNT = re.compile(r"共(\d+)天")


class Notice(NamedTuple):
    """The rows that were read, and what could not be or contradicts itself."""

    rows: tuple[Holiday, ...]
    faults: tuple[Fault, ...]


class Said(NamedTuple):
    """A date of a line, what stands in brackets after it, and whether it is worked."""

    on: date
    beside: str
    works: bool


def read_notice(text: str, year: int) -> Notice:
    """Read one holiday from each line with a date in it; a date without a year is of the notice's year.

    元旦：1月1日（周五）至3日（周日）放假，共3天。1月10日（周日）上班。
    元旦 2027-01-01 至 2027-01-03；调休上班 2027-01-10
    """
    rows, faults = list[Holiday](), list[Fault]()
    for line in filter(DATE.search, normalize("NFKC", text).splitlines()):
        try:
            said = list(_said(line, year))
            row = _row(line, said)
        except ValueError as error:
            faults.append(Fault(None, "text", f"看不懂“{line.strip()}”：{error}"))
            continue
        faults += (Fault(len(rows), cell, why) for cell, why in _contradictions(line, said, row))
        rows.append(row)
    return Notice(tuple(rows), tuple(faults))


def _said(line: str, year: int) -> Iterator[Said]:
    """The dates of a line; a day alone is of the month before it. Raises ValueError in Chinese."""
    its_year, month = year, 0
    for sentence in re.split("[。;]", line):
        for found in DATE.finditer(sentence):
            if named := found["month"] or found["own_month"]:
                its_year, month = int(found["year"] or year), int(named)
            try:
                on = date(its_year, month, int(found["day"] or found["own_day"]))
            except ValueError:
                raise ValueError(f"没有 {found[0]} 这一天") from None
            yield Said(on, found["beside"] or "", "上班" in sentence)


def _row(line: str, said: list[Said]) -> Holiday:
    """A line's row; raises ValueError in Chinese."""
    head = NUMBERED.sub("", re.split(DATE, line)[0])
    free = [each.on for each in said if not each.works]
    if not free:
        raise ValueError("没有放假的日期")
    return Holiday(head.strip(" :"), free[0], free[-1], tuple(each.on for each in said if each.works))


def _contradictions(line: str, said: list[Said], row: Holiday) -> Iterator[tuple[str, str]]:
    """Where a line says another weekday or another number of days than its dates have."""
    for on, beside, works in said:
        named = [day for day in WEEKDAYS if day in beside.replace("星期", "周")]
        if named and WEEKDAYS[on.weekday()] not in named:
            yield (
                "make_up" if works else "first",
                f"{on} 是{WEEKDAYS[on.weekday()]}，不是{named[0]}，请核对年份",
            )
    count, days = COUNT.search(line), (row.last - row.first).days + 1
    if count and int(count[1]) != days:
        yield "last", f"写的是共{count[1]}天，实际是{days}天"
