"""§7.3, §9.2 to §9.4, §14: what the papers that follow a complaint must say."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import (
    APPOINTED,
    LONGER,
    CallBack,
    Expedite,
    Improvement,
    Inspection,
    Memorandum,
    Report,
)

MOST_DAYS = 60


def inspection_refusals(said: Inspection, terms: Terms) -> Iterator[Refusal]:
    """§9.2: it took place; whom the general manager sent is named."""
    if said.day > terms.day:
        yield Refusal(("day",), "会勘以后再填，这一天还没有到", "§9.2")
    if said.led == APPOINTED and not said.appointed:
        yield Refusal(("appointed",), "请写明总经理指派了谁", "§9.2")


def report_refusals(said: Report, terms: Terms) -> Iterator[Refusal]:
    """§9.3: a report is of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§9.3")


def improvement_refusals(said: Improvement, terms: Terms) -> Iterator[Refusal]:
    """§7.3: a unit improves until a day, and is done on one that has come."""
    if not said.unit:
        yield Refusal(("unit",), "请选由哪个单位改善", "§7.3")
    if said.wanted < said.day:
        yield Refusal(("wanted",), "不能早于提出日期", "§7.3")
    if said.finished and not said.day <= said.finished <= terms.day:
        yield Refusal(("finished",), "要在提出日期以后，并且已经到了", "§7.4")


def memorandum_refusals(said: Memorandum, _terms: Terms) -> Iterator[Refusal]:
    """§10: more time is so many days more."""
    if said.matter == LONGER and not 1 <= (said.days or 0) <= MOST_DAYS:
        yield Refusal(("days",), f"申请延期的，请填延长几天：1 到 {MOST_DAYS} 天", "§10")


def expedite_refusals(said: Expedite, _terms: Terms) -> Iterator[Refusal]:
    """§14: a unit is named, and promises a day to come."""
    if not said.unit:
        yield Refusal(("unit",), "请选洽办哪个单位", "§14")
    if said.promised and said.promised < said.day:
        yield Refusal(("promised",), "不能早于洽办日期", "§14")


def callback_refusals(said: CallBack, terms: Terms) -> Iterator[Refusal]:
    """§7.1: the customer was called on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§7.1")
