"""The two reports of complaints that nobody fills: counts by what tells cases apart, and the register."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portal.core.case import Case
from portal.core.documents.models import IN_FORCE, STATUSES
from portal.core.kinds import shown
from portal.core.report import Figure, Report, Reported
from portal.core.reports.asking import Asked
from portal.core.web.context import catalogue
from portal.domain.complaints.grouping import by_month, grouped
from portal.domain.complaints.register import Span, counted, received
from portal.domain.complaints.statistics import Entry, tally

MOST_CASES = 1000
Keys = Mapping[str, Callable[[Entry], str]]
Rows = list[tuple[Any, ...]]


def figures(met: str, money: str = "") -> tuple[Figure, ...]:
    """The columns of a count: `met` is what keeps a case's limit (结案, 答复), `money` what its last column
    is called, where there is one."""
    columns = (
        Figure("分类", 6), Figure("收到", total=True, charted=True), Figure("结案", total=True, charted=True),
        Figure(f"按期{met}", total=True), Figure(f"逾期{met}", total=True), Figure("期末未结", total=True),
        Figure("其中逾期", total=True),
    )  # fmt: skip
    return (*columns, Figure(money, 4, total=True)) if money else columns


def count_by(asked: Asked, span: Span, keys: Keys, how: tuple[str, ...], last: str) -> Reported:
    """A line for each of what cases are told by, or for each month; `how` and `last` are said below."""
    report, entries = catalogue().report(asked.code), counted(span)
    found = by_month(entries, asked) if asked.by == "month" else grouped(entries, keys[asked.by], asked)
    width = len(report.columns)
    lines = [line[:width] for line in found]
    together = (None, *tally(entries, asked.first, asked.until))[:width]
    return Reported(lines, asked.until, (*how, *cut(lines, report), last), together if lines else ())


def cut(lines: Rows, report: Report) -> Iterator[str]:
    """That the chart has not every line."""
    if report.bars and len(lines) > report.bars:
        yield f"图只画前 {report.bars} 行。"


def list_all(asked: Asked, span: Span, rows: Callable[[list[Entry]], Rows], listed: str) -> Reported:
    """Every case of some months, as `rows` tells them; `listed` is said below."""
    found = received(span, MOST_CASES + 1)
    most = f"超过 {MOST_CASES} 件，只列前 {MOST_CASES} 件，合计也只算这些；请缩短统计期间。"
    notes = (listed, *([most] if len(found) > MOST_CASES else []))
    return Reported(rows(found[:MOST_CASES]), asked.until, notes)


def counts(entry: Entry) -> bool:
    """Whether a case counts: one that is void is listed with what it was about alone."""
    return entry.status in IN_FORCE


def stands(entry: Entry, case: Case) -> str:
    """How a case stands: when it was closed, at which stage it is, or that it is void."""
    if not counts(entry):
        return STATUSES[entry.status]
    return shown(entry.closed) or case.label(entry.stage)
