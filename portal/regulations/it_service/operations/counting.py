"""How many incidents there were, counted from their records."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_

from portal.core.approval.hooks import on_reported
from portal.core.case import CLOSED
from portal.core.documents.models import Document
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.terms import Terms
from portal.core.web.context import now, zone
from portal.domain.operations.counting import MOST, Counted, Span, counted
from portal.domain.operations.priority import PRIORITIES
from portal.domain.operations.statistics import (
    Entry,
    Tally,
    Window,
    hours,
    months,
    share,
    tally,
    weeks,
    window,
)
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import statistics
from portal.regulations.it_service.flows import CONFIRMING, HANDLING
from portal.regulations.it_service.parameters import ALIKE

Keys = dict[str, Callable[[Entry], str]]
Line = tuple[Any, ...]
SPANS = {"week": weeks, "month": months}
UNSAID = "还没有定"
KEYS: Keys = {
    "level": lambda incident: incident.level or UNSAID,
    "part": lambda incident: incident.part or UNSAID,
    "resolver": lambda incident: incident.resolver,
}
HOW = (
    "报修、恢复、关闭按发生的那天记；期末未关是到这一行最后一天还没有关闭的，重新打开的也算。",
    "按期：期限在期内有了结果的，办到时没有超过期限的算按期，超过的和到点还没有办到的算逾期；按期率是按期的占"
    "有了结果的，暂停中和没有到点的不算。",
    "返工是恢复以后又回到处理中的件数：报修人说还没好、服务台转回，或者关闭后重新打开。",
    "恢复用时是期内恢复的从报修到恢复的服务小时（不算暂停），取中位数。",
)


@on_reported(statistics)
def count_incidents(asked: Asked) -> Reported:
    """§4.4.9: a line for each week, month, priority, part or resolver."""
    over = window(asked.first, asked.until, zone(), now())
    mine, units = asked.audience
    seen = or_(Document.author_id == mine, Document.unit_id.in_(units))
    found = incidents(over, asked.terms, seen)
    lines = [*(by_time if asked.by in SPANS else by_key)(found.entries, asked.by, over)]
    foot = line("", tally(found.entries, over))
    return Reported(lines, asked.until, (*HOW, *notes(found, len(lines), asked.terms)), foot if lines else ())


def incidents(over: Window, terms: Terms, *seen: Any) -> Counted:
    """What a count over a window needs."""
    alike = timedelta(days=terms.value(ALIKE))
    span = Span(REGULATION.code, over, HANDLING, (CONFIRMING, CLOSED), alike, seen)
    return counted(span, terms)


def notes(found: Counted, lines: int, terms: Terms) -> Iterator[str]:
    """What counts as reported again, and what was left out."""
    days = terms.value(ALIKE)
    yield f"重复报修是设备或系统写得一样的，在前一次报修后 {days} 天内又报的。"
    if found.cut:
        yield f"超过 {MOST} 件，只算最近报修的 {MOST} 件；请缩短统计期间。"
    if statistics.bars and lines > statistics.bars:
        yield f"图只画前 {statistics.bars} 行。"


def by_time(entries: list[Entry], by: str, over: Window) -> Iterator[Line]:
    """A line for each week or month, the newest first, with what was open at the end of it."""
    for first, until in reversed(list(SPANS[by](over.first, over.until))):
        yield line(told(first, until, by), tally(entries, window(first, until, zone(), now())))


def told(first: date, until: date, by: str) -> str:
    """A line's days as people say them."""
    if by == "month":
        return f"{first.year}年{first.month}月"
    return f"{first} 至 {until:%m-%d}" if first < until else f"{first}"


def by_key(entries: list[Entry], by: str, over: Window) -> Iterator[Line]:
    """A line for each of what incidents are told by: priorities in order, others by how many there were."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(KEYS[by](entry), []).append(entry)
    found = {name: tally(group, over) for name, group in groups.items()}
    for name in sorted(found, key=lambda name: (rank(name), -found[name].reported, name)):
        if any(found[name]):
            yield line(name, found[name])


def rank(name: str) -> int:
    """Where a priority stands; all else is alike."""
    return PRIORITIES.index(name) if name in PRIORITIES else len(PRIORITIES)


def line(name: str, found: Tally) -> Line:
    """A line of the report."""
    return (
        name or None, found.reported, found.restored, found.closed, found.open,
        found.responses_in_time, share(found.responses_in_time, found.responses),
        found.repairs_in_time, share(found.repairs_in_time, found.repairs),
        found.returned, found.again, hours(found.usual),
    )  # fmt: skip
