"""Days, months and times of day."""

import re
from datetime import date, time

from portal.core.facts import Column, Month
from portal.core.kinds.kind import Kind, Unreadable, plain

DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)
MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?", re.ASCII)
TIME = re.compile(r"(\d{1,2})(?::(\d\d)|[点时](\d{1,2})分)", re.ASCII)
YEARS = range(1900, 2200)


def read_day(_column: Column, text: str) -> date:
    """A date, also in full-width digits or as 2026年12月1日."""
    match = DAY.fullmatch(plain(text))
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        if year in YEARS:
            try:
                return date(year, month, day)
            except ValueError:
                raise Unreadable("没有这一天") from None
    raise Unreadable("日期请写成 2026-12-01 这样")


def read_month(_column: Column, text: str) -> Month:
    """A month, also in full-width digits or as 2026年12月."""
    return month_of(text)


def month_of(text: str) -> Month:
    """The month that a text means; raises Unreadable."""
    match = MONTH.fullmatch(plain(text))
    if match and int(match[1]) in YEARS and 1 <= int(match[2]) <= 12:
        return Month(int(match[1]), int(match[2]))
    raise Unreadable("月份请写成 2026-12 这样")


def read_time(_column: Column, text: str) -> time:
    """A time of day to the minute, 00:00 to 23:59, also as 8点30分."""
    match = TIME.fullmatch(plain(text))
    if match:
        hour, minute = int(match[1]), int(match[2] or match[3])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Unreadable("时间请写成 08:30 这样，从 00:00 到 23:59")


def minutes(value: time) -> str:
    """08:30."""
    return f"{value:%H:%M}"


DATE = Kind("date", read_day, date.isoformat, date.isoformat, picker=r"\d{4}-\d\d-\d\d")
MONTH_KIND = Kind("month", read_month, lambda m: f"{m.year}-{m.month:02}", picker=r"\d{4}-\d\d")
TIME_KIND = Kind("time", read_time, minutes, minutes, align="middle", picker=r"\d\d:\d\d")
