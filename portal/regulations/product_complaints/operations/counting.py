"""The statistics of a month and the register of a year, computed from the cases."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from portal.core.approval.hooks import on_reported
from portal.core.facts import Month
from portal.core.kinds import shown, typed
from portal.core.report import Report, Reported
from portal.core.reports.asking import Asked
from portal.domain.complaints.register import Span, handed_over, papers_of
from portal.domain.complaints.reporting import Rows, count_by, counts, list_all, stands
from portal.domain.complaints.statistics import Entry
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.documents.beside import REGISTERS, STATISTICS
from portal.regulations.product_complaints.flows import CASE
from portal.regulations.product_complaints.operations.limits import CLOSING
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF

Operation = TypeVar("Operation", bound=Callable[[Asked], Reported])
REGULATION = {
    report.code: regulation for each in (STATISTICS, REGISTERS) for regulation, report in each.items()
}
UNKNOWN = "未定"
BY: dict[str, Callable[[Entry], str]] = {
    "cause": lambda entry: entry.category or UNKNOWN,
    "product": lambda entry: entry.about or "未填",
    "customer": lambda entry: typed(entry.customer),
    "liable": lambda entry: entry.liable or UNKNOWN,
}
HOW = (
    "「收到」按接到日期，「结案」和处理金额按结案日期记在那个月；未结和其中逾期是统计末日的数。",
    "重新打开的案件算未结，记在最后一次结案的月份；作废的登记不计。",
    "到期当天结案算按期；没有开始计期限的（总经理室还没有收件，或用异常处理单）不计按期、逾期。",
)

LISTED = "按接到日期；阶段是最后一次转入的日子；到期当天不算逾期，未结的数到今天。"


def each_report(reports: Iterable[Report]) -> Callable[[Operation], Operation]:
    """Let an operation compute the report of every policy."""

    def mark(operation: Operation) -> Operation:
        for report in reports:
            on_reported(report)(operation)
        return operation

    return mark


def span(asked: Asked) -> Span:
    """The cases that are asked for."""
    return Span(REGULATION[asked.code], CLOSING, asked.first, asked.until, asked.audience)


@each_report(STATISTICS.values())
def count_cases(asked: Asked) -> Reported:
    """§10: received, closed, on time or late, open, settled, told by what was asked."""
    return count_by(asked, span(asked), BY, HOW, sending(asked))


def sending(asked: Asked) -> str:
    """§10: by when the statistics are with the heads of units."""
    after: Month = asked.months.last.after()
    day = asked.terms.value(PARAMETERS_OF[REGULATION[asked.code]].statistics)
    return f"这份统计在 {date(after.year, after.month, day)} 前送各部门主管。"


@each_report(REGISTERS.values())
def list_cases(asked: Asked) -> Reported:
    """§7.3: every case with its stages, its limit and what came of it."""
    forms = OF[REGULATION[asked.code]]

    def rows(entries: list[Entry]) -> Rows:
        ids = [entry.case_id for entry in entries]
        days, papers = handed_over(ids), papers_of(ids, (forms.handling.code, forms.abnormality.code))
        return [line(entry, days, papers.get(entry.case_id, []), asked.terms.day) for entry in entries]

    return list_all(asked, span(asked), rows, LISTED)


def line(entry: Entry, days: dict[tuple[int, str], date], papers: list[str], today: date) -> tuple[Any, ...]:
    """A case in the register."""
    stages = (days.get((entry.case_id, stage)) for stage in ("handling", "executing", "follow_up"))
    over, settled = (entry.days_over(today) or None, entry.settled) if counts(entry) else (None, None)
    return (
        entry.number, "、".join(papers), shown(entry.received), entry.complainant, entry.about,
        entry.category, entry.liable, *(shown(day) for day in (*stages, entry.due)), stands(entry, CASE),
        over, settled,
    )  # fmt: skip
