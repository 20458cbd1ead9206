"""The lines that answer 为什么是这个时间: a count told shortly, runs of like days in one line."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from portal.core.calendar.counted import (
    REASONS,
    Counted,
    CountedDay,
    CountedTime,
    length_words,
    number_words,
)

DateFormat = Callable[[date], str]


def explained(days: Sequence[Counted]) -> list[str]:
    """One Chinese line for each run of like days, in the order they were looked at."""
    written = _date_format(days)
    return [_line(list(run), written) for _, run in groupby(days, key=lambda each: each.likeness)]


def missing_notices(days: Iterable[Counted]) -> str:
    """Words for the years whose notice is not known, such as 2027年放假安排尚未录入; empty when none is."""
    years = sorted({each.date.year for each in days if each.provisional})
    return "、".join(f"{year}年" for year in years) + "放假安排尚未录入" if years else ""


def month_and_day(on: date) -> str:
    """11-30 for 2026-11-30."""
    return on.isoformat()[5:]


def _date_format(days: Sequence[Counted]) -> DateFormat:
    one_year = len({each.date.year for each in days}) == 1
    return month_and_day if one_year else date.isoformat


def _line(run: list[Counted], written: DateFormat) -> str:
    in_order = sorted(run, key=lambda each: each.date)
    first, last = in_order[0], in_order[-1]
    if first is last:
        return f"{written(first.date)} {first.why}{_outcome(first)}"
    return f"{written(first.date)} 至 {written(last.date)} {_run_words(in_order)}{_outcome(first)}"


def _outcome(each: Counted) -> str:
    return "，不算" if isinstance(each, CountedDay) and each.number is None else ""


def _run_words(run: list[Counted]) -> str:
    first, last = run[0], run[-1]
    if isinstance(first, CountedTime):
        length = first.length or timedelta()
        what = f"每天{length_words(length)}，算{length_words(length * len(run))}"
        return "，".join(filter(None, (REASONS[first.day.kind], what)))
    what, ends = f"{first.name}{first.reason}", last.number if isinstance(last, CountedDay) else None
    if first.number is None:
        return what
    return "，".join(filter(None, (what, number_words(first.number, ends, first.unit))))
