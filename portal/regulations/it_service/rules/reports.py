"""§4.4.9: which week or month is reported, and that its figures are those of the records."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.core.facts import Refusal, columns
from portal.core.kinds import shown
from portal.core.period import Period
from portal.core.terms import Terms
from portal.core.week import Week
from portal.domain.operations.statistics import Tally, hours, share
from portal.regulations.it_service.facts import MonthReport, WeekReport, WorkReport

CLAUSE = "§4.4.9"
EVERY = 100


def week_refusals(said: WeekReport, terms: Terms) -> Iterator[Refusal]:
    """§4.4.9: a week that is over, named by its Monday; what went wrong has its improvement."""
    monday = Week.of(said.monday).monday
    if said.monday != monday:
        yield Refusal(("monday",), f"请写这一周的星期一：{monday}", CLAUSE)
    elif period_of(said).last >= terms.day:
        yield Refusal(("monday",), "这一周还没有过完", CLAUSE)
    yield from silent(said)


def month_refusals(said: MonthReport, terms: Terms) -> Iterator[Refusal]:
    """§4.4.9: a month that is over; what went wrong has its improvement."""
    if period_of(said).last >= terms.day:
        yield Refusal(("month",), "这个月还没有过完", CLAUSE)
    yield from silent(said)


def silent(said: WorkReport) -> Iterator[Refusal]:
    """§4.4.9: where something was late or came back, the report says what is done about it."""
    shares = (said.response_share, said.repair_share)
    late = any(each is not None and each.percent < EVERY for each in shares)
    if (late or said.returned or said.again) and not said.improvements:
        yield Refusal(("improvements",), "有逾期、返工或者重复报修的，请写明问题和改进", CLAUSE)


def period_of(said: WeekReport | MonthReport) -> Period:
    """The days that a report is about."""
    if isinstance(said, MonthReport):
        return Period(said.month.first(), said.month.last())
    return Period(said.monday, Week(said.monday).sunday)


def newest_week(day: date, today: date) -> Week:
    """The week of a day; the one before today's where that is not over yet."""
    return min(Week.of(day), Week.of(today).before())


def figures_of(found: Tally) -> dict[str, Any]:
    """What was counted, by the cells of a report."""
    return {
        "reported": found.reported, "restored": found.restored, "closed": found.closed, "left": found.open,
        "responded": found.responses_in_time,
        "response_share": share(found.responses_in_time, found.responses),
        "repaired": found.repairs_in_time, "repair_share": share(found.repairs_in_time, found.repairs),
        "returned": found.returned, "again": found.again, "usual": hours(found.usual),
    }  # fmt: skip


def disagreeing(said: WorkReport, figures: Mapping[str, Any]) -> Iterator[Refusal]:
    """§4.4.9: each figure is that of the records."""
    for name, right in figures.items():
        if getattr(said, name) != right:
            label = columns(type(said))[name].cell.label
            told = "没有，请留空" if right is None else f"是 {shown(right)}"
            yield Refusal((name,), f"按记录，{label}{told}", CLAUSE)
