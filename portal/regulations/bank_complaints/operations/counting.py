"""The register of a year and the statistics of some months, computed from the cases."""

from collections.abc import Callable
from datetime import date
from typing import Any

from portal.core.approval.hooks import on_reported
from portal.core.kinds import shown
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.domain.complaints.register import Span, handed_over
from portal.domain.complaints.reporting import Rows, count_by, counts, list_all, stands
from portal.domain.complaints.statistics import Entry
from portal.regulations.bank_complaints import REGULATION
from portal.regulations.bank_complaints.documents import register, statistics
from portal.regulations.bank_complaints.flows import CASE
from portal.regulations.bank_complaints.operations.limits import REPLY
from portal.regulations.bank_complaints.parameters import SUMMARY

BY: dict[str, Callable[[Entry], str]] = {
    "class": lambda entry: entry.category,
    "unit": lambda entry: entry.liable,
    "business": lambda entry: entry.about,
}
HOW = (
    "「收到」按接到日期，「结案」按结案日期记在那个月；未结和其中逾期是统计末日的数。",
    "按期、逾期数的是已经结案的；在时限最后一天告知投诉人的算按期；撤回的按撤回日期算；延长过的按延长后的时限。",
    "重新打开的案件算未结；移送纪检监察的案件不在表内。",
)
LISTED = "按接到日期；转办、调查是最后一次转入的日子；到期当天不算逾期，没有答复的数到今天。"


def span(asked: Asked) -> Span:
    """The cases that are asked for."""
    return Span(REGULATION.code, REPLY, asked.first, asked.until, asked.audience)


@on_reported(statistics)
def count_cases(asked: Asked) -> Reported:
    """§附5: received, closed, answered in time or late, open, told by what was asked."""
    return count_by(asked, span(asked), BY, HOW, sending(asked))


def sending(asked: Asked) -> str:
    """§附5: by when the summary is with the leading group."""
    after = asked.months.last.after()
    day = date(after.year, after.month, asked.terms.value(SUMMARY))
    return f"这份汇总在 {day} 前送领导小组；季度另填根源分析报告（F06-11）。"


@on_reported(register)
def list_cases(asked: Asked) -> Reported:
    """§4: every case with its stages, its limit and what came of it."""

    def rows(entries: list[Entry]) -> Rows:
        days = handed_over([entry.case_id for entry in entries])
        return [line(entry, days, asked.terms.day) for entry in entries]

    return list_all(asked, span(asked), rows, LISTED)


def line(entry: Entry, days: dict[tuple[int, str], date], today: date) -> tuple[Any, ...]:
    """A case in the register."""
    stages = (days.get((entry.case_id, stage)) for stage in ("transferred", "handling"))
    return (
        entry.number, shown(entry.received), entry.complainant, entry.liable, entry.category, entry.about,
        *(shown(day) for day in (*stages, entry.due, entry.answered)), stands(entry, CASE),
        (entry.days_over(today) or None) if counts(entry) else None,
    )  # fmt: skip
