"""The gate: what a case needs before it is closed."""

from collections.abc import Iterator

from portal.core.approval.hooks import on_closing, on_unfinished
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import (
    callbacks_of,
    complaint_of,
    forms_of,
    improvements_of,
    papers_in_force,
    settlements_of,
)
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.facts import ACCEPTED, BACK, DISCOUNT, RETURN_PROOF, WORKS, Intake
from portal.regulations.product_complaints.operations.each import each_of, regulation_of


@each_of(on_closing, "intake")
def note_the_day(document: Document, _said: Intake, moment: Moment) -> None:
    """§7.3: the register says when it was closed."""
    close(document.id, moment.day)


@each_of(on_unfinished, "intake")
def missing_of(case: Document) -> Iterator[Refusal]:
    """§3, §9, §13, §7: what still keeps a case open."""
    forms, there = OF[regulation_of(case)], papers_in_force(case.id)
    yield from unanswered(case.id, there[forms.abnormality.code])
    yield from unreported(there[forms.inspection.code], there[forms.report.code])
    yield from unsettled(case.id)
    yield from unimproved(case.id)
    if any(call.document_id is None for call in callbacks_of(case.id)):
        yield Refusal((), "还没有回访客户", "§7.1")


def unanswered(case_id: int, slips: int) -> Iterator[Refusal]:
    """§3, §9.4: the slip was answered, or the customer took what was decided."""
    rounds = [each for each in forms_of(case_id) if each.document.status in IN_FORCE]
    if rounds and rounds[-1].outcome != ACCEPTED:
        why = f"{rounds[-1].document.number} 还没有客户接受的处理结果回报"
        yield Refusal((), why, "§9.4")
    if not rounds and not slips:
        yield Refusal((), "还没有办完的抱怨处理表或异常处理单", "§3")


def unreported(visits: int, reports: int) -> Iterator[Refusal]:
    """§9.3: every inspection has its report."""
    if visits > reports:
        yield Refusal((), f"会勘 {visits} 次，已核决的调查处理报告 {reports} 份", "§9.3")


def unsettled(case_id: int) -> Iterator[Refusal]:
    """§13: what was decided is settled by its paper, and the paper has its proof."""
    decision, settled = complaint_of(case_id).decision, settlements_of(case_id)
    paper = "销货折让证明单" if decision == DISCOUNT else "成品退货单" if decision in BACK else ""
    if paper and not any(each.kind == decision for each in settled):
        yield Refusal((), f"核决的处理方式是{decision}，还没有办完的{paper}", "§13")
    for each in settled:
        if each.proof == RETURN_PROOF and each.proved_by is None:
            yield Refusal((), f"{each.document.number} 还没有销货退回证明单", "§13")


def unimproved(case_id: int) -> Iterator[Refusal]:
    """§7.3: the last measure of each unit was found to work."""
    last = {each.unit: each for each in improvements_of(case_id)}
    for unit, each in last.items():
        if each.effect != WORKS:
            yield Refusal((), f"{unit}的改善 {each.document.number} 效果无效，还要再提改善", "§7.3")
