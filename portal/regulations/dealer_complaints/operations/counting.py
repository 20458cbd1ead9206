"""The register of a year and the statistics, computed from the cases."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.core.approval.hooks import on_reported
from portal.core.documents.models import IN_FORCE, STATUSES
from portal.core.kinds import shown
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.domain.complaints.cars import masked
from portal.domain.complaints.grouping import by_month, grouped
from portal.domain.complaints.models import Complaint
from portal.domain.complaints.register import Span, counted, received
from portal.domain.complaints.statistics import Entry, tally
from portal.extensions import db
from portal.regulations.dealer_complaints import REGULATION
from portal.regulations.dealer_complaints.documents import register, statistics
from portal.regulations.dealer_complaints.flows import CASE
from portal.regulations.dealer_complaints.operations.limits import INFORM
from portal.regulations.dealer_complaints.parameters import REVIEW

MOST_CASES = 1000
UNKNOWN = "未定"
BY: dict[str, Callable[[Entry], str]] = {
    "category": lambda entry: entry.category or UNKNOWN,
    "liable": lambda entry: entry.liable or UNKNOWN,
    "model": lambda entry: entry.about or "未填",
}
HOW = (
    "「收到」按投诉日期，「结案」和费用按结案日期记在那个月；未结和其中告知逾期是统计末日的数。",
    "按期、逾期看告知客户的日子（收到后七个工作日内），记在结案的月份；到期当天告知算按期。",
    "重新打开的案件算未结；作废的记录不计。",
)
LISTED = "按投诉日期；到期当天不算迟，还没有告知的数到今天；车牌号只显示首尾。"
TOO_MANY = f"超过 {MOST_CASES} 件，只列前 {MOST_CASES} 件，合计也只算这些；请缩短统计期间。"


def span(asked: Asked) -> Span:
    """The cases that are asked for."""
    return Span(REGULATION.code, INFORM, asked.first, asked.until, asked.audience)


@on_reported(statistics)
def count_cases(asked: Asked) -> Reported:
    """§4(一)7: received, closed, told in time or late, open, cost, told by what was asked."""
    entries = counted(span(asked))
    lines = list(by_month(entries, asked) if asked.by == "month" else grouped(entries, BY[asked.by], asked))
    together = tally(entries, asked.first, asked.until)
    notes = (*HOW, *cut(lines), reviewing(asked))
    return Reported(lines, asked.until, notes, (None, *together) if lines else ())


def cut(lines: list[tuple[Any, ...]]) -> Iterator[str]:
    """That the chart has not every line."""
    if statistics.bars and len(lines) > statistics.bars:
        yield f"图只画前 {statistics.bars} 行。"


def reviewing(asked: Asked) -> str:
    """§4(一)7: by when the month is looked back upon."""
    after = asked.months.last.after()
    return f"客户关系经理在 {date(after.year, after.month, asked.terms.value(REVIEW))} 前回顾。"


@on_reported(register)
def list_cases(asked: Asked) -> Reported:
    """§4(一)2: every case with its car, its class, when the customer was told and what came of it."""
    found = received(span(asked), MOST_CASES + 1)
    entries, notes = found[:MOST_CASES], (LISTED, *([TOO_MANY] if len(found) > MOST_CASES else []))
    rows = rows_of([entry.case_id for entry in entries])
    lines = [line(entry, rows[entry.case_id], asked.terms.day) for entry in entries]
    return Reported(lines, asked.until, notes)


def rows_of(case_ids: Collection[int]) -> dict[int, Complaint]:
    """What the register has of some cases besides."""
    found = db.session.scalars(select(Complaint).where(Complaint.case_id.in_(case_ids)))
    return {row.case_id: row for row in found}


def line(entry: Entry, row: Complaint, today: date) -> tuple[Any, ...]:
    """A case in the register; of one that is void only what it was about."""
    about = (
        entry.number, shown(entry.received), entry.complainant, masked(row.known_by), entry.about,
        entry.category, row.decision, entry.liable, shown(entry.due), shown(entry.answered),
    )  # fmt: skip
    if entry.status not in IN_FORCE:
        return (*about, None, STATUSES[entry.status], None)
    stands = shown(entry.closed) or CASE.label(entry.stage)
    return (*about, entry.days_over(today) or None, stands, entry.settled)
