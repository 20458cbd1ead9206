"""The gate: what a case needs before it is closed."""

from collections.abc import Iterator

from portal.core.approval.hooks import on_closing, on_unfinished
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.models import ComplaintForm
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import callbacks_of, improvements_of
from portal.regulations.dealer_complaints.documents import measure, meeting, record, summary
from portal.regulations.dealer_complaints.facts import Record
from portal.regulations.dealer_complaints.facts.words import ACCEPTED, WORKS
from portal.regulations.dealer_complaints.operations.cases import newest_papers, stands


@on_closing(record)
def note_the_day(document: Document, _said: Record, moment: Moment) -> None:
    """§4(一)7: the register says when it was closed."""
    close(document.id, moment.day)


@on_unfinished(record)
def missing_of(case: Document) -> Iterator[Refusal]:
    """§3, §4: what still keeps a case open."""
    (major, rounds), newest = stands(case.id), newest_papers(case.id)
    yield from unsettled(rounds)
    if major and not newest[meeting.code]:
        yield Refusal((), "重大投诉还没有签完的紧急会议记录", "§4(二)2")
    yield from unasked(case.id)
    if newest[summary.code] <= (rounds[-1].document_id if rounds else 0):
        yield Refusal((), "告知客户以后，还没有批准的投诉总结", "§4(一)7")
    if newest[measure.code]:
        yield from unimproved(case.id)


def unsettled(rounds: list[ComplaintForm]) -> Iterator[Refusal]:
    """§4(一)4, 5: the customer takes what he was told, and stays content."""
    if not rounds:
        yield Refusal((), "还没有总经理批准并告知客户的处理表", "§4(一)4")
    elif rounds[-1].outcome != ACCEPTED:
        yield Refusal((), f"{rounds[-1].document.number} 客户{rounds[-1].outcome}，要另填处理表", "§4(一)4")


def unasked(case_id: int) -> Iterator[Refusal]:
    """§4(一)5: the customer was asked after he was told last."""
    calls = callbacks_of(case_id)
    if not calls or any(call.document_id is None for call in calls):
        yield Refusal((), "还没有询问客户是否满意", "§4(一)5")


def unimproved(case_id: int) -> Iterator[Refusal]:
    """§3: the last measure of each unit was found to work."""
    last = {each.unit: each for each in improvements_of(case_id)}
    for unit, each in last.items():
        if each.effect != WORKS:
            yield Refusal((), f"{unit}的措施 {each.document.number} 效果无效，还要再提一张", "§3")
