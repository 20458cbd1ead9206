"""The form's way: the handler is told, a major case alarms at once, and what is approved is told."""

from portal.core.approval.copying import declared_people, give
from portal.core.approval.hooks import Refused, on_approved, on_submitted
from portal.core.approval.telling import place_of
from portal.core.cases.limits import ever_ran, let_run, met, since
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.instants import Moment, last_day, local_day
from portal.core.notices.operations import News, tell
from portal.core.org.queries import heads_of, upwards
from portal.core.web.context import zone
from portal.domain.complaints.following import plan_callback
from portal.domain.complaints.operations import Decided, answer, answer_case, decide, send_round
from portal.domain.complaints.queries import complaint_of, forms_of
from portal.extensions import db
from portal.regulations.dealer_complaints import parameters
from portal.regulations.dealer_complaints.documents import handling
from portal.regulations.dealer_complaints.facts import Handling
from portal.regulations.dealer_complaints.facts.words import ACCEPTED, GENERAL, MAJOR
from portal.regulations.dealer_complaints.notices import MAJOR_COMPLAINT
from portal.regulations.dealer_complaints.operations.cases import against, case_of
from portal.regulations.dealer_complaints.operations.limits import (
    DAYS,
    HOURS,
    INFORM,
    INQUIRY,
    MEETING,
    SUMMARY,
    UPWARD,
    WORKING_DAYS,
)
from portal.regulations.dealer_complaints.operations.timeliness import approved_at
from portal.regulations.dealer_complaints.rules.handling import told_too_early, too_early, why_major
from portal.regulations.dealer_complaints.rules.records import own_handler
from portal.regulations.dealer_complaints.rules.rounds import round_refusal

YOURS = "你是这件投诉的受理责任人，请一个工作日内提出解决办法"
COME = "请参加紧急会议"
LONGEST = 40


@on_submitted(handling)
def assign(document: Document, said: Handling, moment: Moment) -> None:
    """§4(一)2, §4(二)2: the handler sees the case; a major one alarms at once."""
    case_id = case_of(document)
    require_next_round(document, said)
    found = why_major(said)
    send_round(document)
    decide(case_id, Decided(said.category, "", MAJOR if found else GENERAL))
    case = db.session.get_one(Document, case_id)
    give(case, {said.handler.id}, None, YOURS, moment.at)
    carry(case_id, "urgent" if found else "handling", document.author_id, "已填客户投诉处理表", moment)
    if found:
        alarm(case, said, found, moment)
    else:
        met(case_id, MEETING, moment)
        met(case_id, UPWARD, moment)


def require_next_round(document: Document, said: Handling) -> None:
    """Raise Refused where the handler is whom it is about, somebody was told already, or another form
    stands."""
    case_id = case_of(document)
    before = [each for each in forms_of(case_id) if each.document_id != document.id]
    other = before[-1] if before else None
    found = [
        own_handler(said.handler.id, against(case_id)),
        round_refusal(other.document.number_told, other.outcome) if other else None,
        *too_early(said),
    ]
    if refusals := [refusal for refusal in found if refusal]:
        raise Refused(*refusals)


def alarm(case: Document, said: Handling, why: tuple[str, ...], moment: Moment) -> None:
    """§4(二)2, §7: the liable unit's head and the general manager are told at once, and meet."""
    people = alarmed(said, case.id, moment) - {case.author_id}
    words = f"重大投诉（{'、'.join(why)}）：{case.title}，{COME}"
    tell((News(n, MAJOR_COMPLAINT, words, place_of(case), f"major:{case.id}:{n}") for n in people), moment.at)
    give(case, people, None, f"重大投诉，{COME}", moment.at)
    if not ever_ran(case.id, MEETING):
        let_run(case.id, MEETING, parameters.MEETING, HOURS, moment)
        let_run(case.id, UPWARD, parameters.UPWARD, DAYS, moment)


def alarmed(said: Handling, case_id: int, moment: Moment) -> set[int]:
    """The nearest head of the liable unit, and who is general manager; never whom it is about."""
    apart, day = against(case_id), moment.day
    chain = upwards((said.liable_unit or said.unit).id, day)
    heads = [h for h in heads_of([place.unit_id for place in chain], day) if h.person_id != apart]
    nearest = ({h.person_id for h in heads if h.post.unit_id == place.unit_id} for place in chain)
    general = {h.person_id for h in declared_people(("general_manager",), [], day)}
    return (next(filter(None, nearest), set()) | general) - {apart or 0}


@on_approved(handling)
def note_the_answer(document: Document, said: Handling, moment: Moment) -> None:
    """§4(一)4, §8: the customer was told what was approved, and answered."""
    case_id, told = case_of(document), said.told or moment.day
    approved = approved_at(document.id)
    if refusal := told_too_early(told, local_day(approved, zone()) if approved else None):
        raise Refused(refusal)
    answer(document.id, said.answer)
    liable = (said.liable_unit or said.unit).label[:LONGEST]
    kind = MAJOR if why_major(said) else GENERAL
    decide(case_id, Decided(said.category, liable, kind, said.cost))
    if complaint_of(case_id).answered is None:
        answer_case(case_id, told)
        met(case_id, INFORM, moment)
    if said.answer == ACCEPTED:
        carry(case_id, "follow_up", document.author_id, f"{document.number} 已告知，客户接受", moment)
        follow(case_id, since(told, moment))


def follow(case_id: int, began: Moment) -> None:
    """§4(一)5, 7: the customer is asked some working days later, and the case is summed up."""
    for name, days in ((INQUIRY, parameters.INQUIRY), (SUMMARY, parameters.SUMMARY)):
        met(case_id, name, began)
        clock = let_run(case_id, name, days, WORKING_DAYS, began)
        if name == INQUIRY and clock.due_at:
            plan_callback(case_id, last_day(clock.due_at, zone()))
