"""The register of a year and the statistics, computed from the cases."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.core.approval.hooks import on_reported
from portal.core.kinds import shown
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.domain.complaints.cars import masked
from portal.domain.complaints.models import Complaint
from portal.domain.complaints.register import Span
from portal.domain.complaints.reporting import Rows, count_by, counts, list_all, stands
from portal.domain.complaints.statistics import Entry
from portal.extensions import db
from portal.regulations.dealer_complaints import REGULATION
from portal.regulations.dealer_complaints.documents import register, statistics
from portal.regulations.dealer_complaints.flows import CASE
from portal.regulations.dealer_complaints.operations.limits import INFORM
from portal.regulations.dealer_complaints.parameters import REVIEW

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


def span(asked: Asked) -> Span:
    """The cases that are asked for."""
    return Span(REGULATION.code, INFORM, asked.first, asked.until, asked.audience)


@on_reported(statistics)
def count_cases(asked: Asked) -> Reported:
    """§4(一)7: received, closed, told in time or late, open, cost, told by what was asked."""
    return count_by(asked, span(asked), BY, HOW, reviewing(asked))


def reviewing(asked: Asked) -> str:
    """§4(一)7: by when the month is looked back upon."""
    after = asked.months.last.after()
    return f"客户关系经理在 {date(after.year, after.month, asked.terms.value(REVIEW))} 前回顾。"


@on_reported(register)
def list_cases(asked: Asked) -> Reported:
    """§4(一)2: every case with its car, its class, when the customer was told and what came of it."""

    def rows(entries: list[Entry]) -> Rows:
        known = rows_of([entry.case_id for entry in entries])
        return [line(entry, known[entry.case_id], asked.terms.day) for entry in entries]

    return list_all(asked, span(asked), rows, LISTED)


def rows_of(case_ids: Collection[int]) -> dict[int, Complaint]:
    """What the register has of some cases besides."""
    found = db.session.scalars(select(Complaint).where(Complaint.case_id.in_(case_ids)))
    return {row.case_id: row for row in found}


def line(entry: Entry, row: Complaint, today: date) -> tuple[Any, ...]:
    """A case in the register."""
    over, settled = (entry.days_over(today) or None, entry.settled) if counts(entry) else (None, None)
    return (
        entry.number, shown(entry.received), entry.complainant, masked(row.known_by), entry.about,
        entry.category, row.decision, entry.liable, shown(entry.due), shown(entry.answered), over,
        stands(entry, CASE), settled,
    )  # fmt: skip
