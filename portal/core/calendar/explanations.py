"""The lines that answer 为什么是这个时间: a count told shortly, runs of like days in one line."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from portal.core.calendar.counted import REASONS, CountedDay, number_words
from portal.core.calendar.days import DayKind

DateFormat = Callable[[date], str]


def explained(days: Sequence[CountedDay]) -> list[str]:
    """One Chinese line for each run of like days, in the order they were looked at."""
    written = _date_format(days)
    return [_line(list(run), written) for _, run in groupby(days, key=_likeness)]


def missing_notices(days: Iterable[CountedDay]) -> str:
    """Words for the years whose notice is not known, such as 2027年放假安排尚未录入; empty when none is."""
    years = sorted({each.date.year for each in days if each.provisional})
    return "、".join(f"{year}年" for year in years) + "放假安排尚未录入" if years else ""


def month_and_day(on: date) -> str:
    """11-30 for 2026-11-30."""
    return on.isoformat()[5:]


def _date_format(days: Sequence[CountedDay]) -> DateFormat:
    one_year = len({each.date.year for each in days}) == 1
    return month_and_day if one_year else date.isoformat


def _likeness(each: CountedDay) -> tuple[object, ...]:
    return each.is_start, each.day.kind, _run_name(each)


def _line(run: list[CountedDay], written: DateFormat) -> str:
    in_order = sorted(run, key=lambda each: each.date)
    first, last = in_order[0], in_order[-1]
    outcome = "，不算" if first.number is None else ""
    if first is last:
        return f"{written(first.date)} {first.why}{outcome}"
    return f"{written(first.date)} 至 {written(last.date)} {_run_words(first, last)}{outcome}"


def _run_words(first: CountedDay, last: CountedDay) -> str:
    what = f"{_run_name(first)}{REASONS[first.day.kind]}"
    if first.number is None:
        return what
    return "，".join(filter(None, (what, number_words(first.number, last.number))))


def _run_name(each: CountedDay) -> str:
    makes_up = each.day.kind is DayKind.MAKE_UP_WORKDAY
    return "" if makes_up else each.day.name or ""
