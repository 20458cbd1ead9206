"""Reading one cell: the text somebody typed becomes a value, or a sentence that says what is wrong."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from portal.core.facts import Column, Month, Ref
from portal.core.forms.characters import installed_coverage, refusal

DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)
MONTH = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})月?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
YEARS = range(1900, 2200)


class Unreadable(ValueError):
    """A text that is no value of its kind; the message is for the person who typed it."""


def read(column: Column, typed: str) -> Any:
    """The value of a cell; raises Unreadable. A reference stays text until its register has been asked."""
    text = typed.replace("\r\n", "\n")
    if not text.strip():
        if column.optional:
            return ""
        raise Unreadable("请填写")
    return READERS.get(column.type, read_text)(column, text)


def read_text(column: Column, text: str) -> str:
    """Words, exactly as typed."""
    longest = column.meta.max_length or 300
    if len(text) > longest:
        raise Unreadable(f"最多 {longest} 字，现在 {len(text)} 字")
    if not long(column) and "\n" in text:
        raise Unreadable("只能写一行")
    fault = refusal(text, installed_coverage())
    if fault:
        raise Unreadable(fault)
    return text


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
    match = MONTH.fullmatch(plain(text))
    if match and int(match[1]) in YEARS and 1 <= int(match[2]) <= 12:
        return Month(int(match[1]), int(match[2]))
    raise Unreadable("月份请写成 2026-12 这样")


def read_whole(column: Column, text: str) -> int:
    """A whole number within the cell's limits."""
    least, most = int(column.meta.ge or 0), int(column.meta.le or 999_999_999)
    match = WHOLE.fullmatch(plain(text))
    if not match or not least <= int(match[0]) <= most:
        raise Unreadable(f"请填 {least} 到 {most} 的整数")
    return int(match[0])


def read_reference(column: Column, text: str) -> str:
    """What was typed of a register's entry."""
    if len(text) > 120:
        raise Unreadable(f"没有找到这个{column.cell.label}")
    fault = refusal(text, installed_coverage())
    if fault:
        raise Unreadable(fault)
    return text.strip()


READERS: dict[type, Callable[[Column, str], Any]] = {
    date: read_day,
    Month: read_month,
    int: read_whole,
    Ref: read_reference,
}


def typed(value: Any) -> str:
    """A value as somebody would type it; `read` gives the value back."""
    if isinstance(value, Ref):
        return f"{value.label} {value.code}"
    if isinstance(value, Month):
        return f"{value.year}-{value.month:02}"
    return value.isoformat() if isinstance(value, date) else str(value)


def kind_of(column: Column) -> str:
    """Which input a cell wants: copied, reference, date, month, number, long or short."""
    if column.cell.copied or column.cell.of:
        return "copied" if column.cell.copied else "reference"
    if column.type is str:
        return "long" if long(column) else "short"
    return {date: "date", Month: "month", int: "number"}[column.type]


def long(column: Column) -> bool:
    """Whether a text cell may have several lines."""
    return column.type is str and (column.meta.max_length or 0) > 40


def plain(text: str) -> str:
    """Digits and signs as ASCII, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip()
