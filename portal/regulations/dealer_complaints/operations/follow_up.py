"""What meetings, inquiries, summaries and measures do to their case."""

from portal.core.approval.hooks import Refused, on_approved, on_submitted
from portal.core.cases.limits import met
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.following import called_back, improve
from portal.domain.complaints.operations import answer
from portal.regulations.dealer_complaints.documents import inquiry, measure, meeting, summary
from portal.regulations.dealer_complaints.facts import Inquiry, Measure, Meeting, Summary
from portal.regulations.dealer_complaints.facts.words import BAD_SCORES, UNCONTENT
from portal.regulations.dealer_complaints.operations.cases import (
    case_of,
    decided_rounds,
    is_major,
    is_settled,
)
from portal.regulations.dealer_complaints.operations.limits import INQUIRY, MEETING, SUMMARY, UPWARD

LONGEST = 40
NOT_TOLD = "客户还没有接受处理结果：先填处理表，总经理批准并告知客户以后再填"


@on_submitted(meeting)
def note_the_meeting(document: Document, _said: Meeting, moment: Moment) -> None:
    """§4(二)2: only a major complaint calls for one; it took place."""
    if not is_major(case_of(document)):
        raise Refused(Refusal((), "处理表没有勾选重大投诉的情形，不用开紧急会议", "§4(二)2"))
    met(case_of(document), MEETING, moment)


@on_approved(meeting)
def note_the_report(document: Document, _said: Meeting, moment: Moment) -> None:
    """§7: the general manager signed it: that is the report upward."""
    met(case_of(document), UPWARD, moment)


@on_submitted(inquiry)
def hear(document: Document, said: Inquiry, moment: Moment) -> None:
    """§4(一)5: who is not content is seen to again, by another form."""
    case_id = case_of(document)
    if not called_back(document, said.score):
        raise Refused(Refusal((), NOT_TOLD, "§4(一)5"))
    met(case_id, INQUIRY, moment)
    if said.score in BAD_SCORES:
        answer(decided_rounds(case_id)[-1].document_id, UNCONTENT)
        met(case_id, SUMMARY, moment)
        to = "urgent" if is_major(case_id) else "handling"
        carry(case_id, to, document.author_id, "客户不满意，另填处理表", moment)


@on_submitted(summary)
def sum_up(document: Document, _said: Summary, moment: Moment) -> None:
    """§4(一)7: what is summed up is over."""
    if not is_settled(case_of(document)):
        raise Refused(Refusal((), NOT_TOLD, "§4(一)7"))
    met(case_of(document), SUMMARY, moment)


@on_approved(measure)
def note_the_effect(document: Document, said: Measure, _moment: Moment) -> None:
    """§3: a measure works, or another one follows."""
    improve(document, said.unit.label[:LONGEST], said.effect)
