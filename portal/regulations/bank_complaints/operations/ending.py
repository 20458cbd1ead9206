"""§附3, §4(三): a complaint is taken back; who is called back may want something new."""

from sqlalchemy import select

from portal.core.approval.acts import Act, act
from portal.core.approval.concluding import come_to_nothing
from portal.core.approval.hooks import Refused, on_submitted
from portal.core.approval.telling import stopped
from portal.core.approval.withdrawing import owners
from portal.core.case import CLOSED
from portal.core.cases.operations import carry
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.domain.complaints.following import called_back, drop_callback
from portal.domain.complaints.limits import let_run, met
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import complaint_of
from portal.extensions import db
from portal.regulations.bank_complaints.documents import callback, withdrawal
from portal.regulations.bank_complaints.facts import CallBack, Withdrawal
from portal.regulations.bank_complaints.facts.words import NEW_DEMAND
from portal.regulations.bank_complaints.operations.file import case_of, refuse
from portal.regulations.bank_complaints.operations.limits import AGAIN, CALLBACK, DAYS
from portal.regulations.bank_complaints.parameters import FIRST
from portal.regulations.bank_complaints.rules.ending import since_refusals

TAKEN_BACK = "投诉人已撤回投诉"


@on_submitted(withdrawal)
def end(document: Document, said: Withdrawal, moment: Moment) -> None:
    """§附3: the case is closed on the day on which the withdrawal came in; what was on its way stops."""
    case_id = case_of(document)
    refuse(*since_refusals(said.day, complaint_of(case_id).received, "§附3"))
    under_way = select(Document).where(Document.case_id == case_id, Document.status.in_(ON_ITS_WAY))
    for paper in db.session.scalars(under_way.where(Document.id != document.id)).all():
        stop_paper(paper, document.author_id, moment)
    drop_callback(case_id)
    close(case_id, said.day)
    carry(case_id, CLOSED, document.author_id, TAKEN_BACK, moment)


def stop_paper(paper: Document, person_id: int, moment: Moment) -> None:
    """A paper comes to nothing, because its case is over."""
    on_desk = owners(paper)
    act(paper, Act("terminate", person_id, TAKEN_BACK), moment)
    come_to_nothing(paper, "terminated", moment)
    told = {*on_desk, paper.author_id} - {person_id}
    tell([stopped(paper, to, TAKEN_BACK) for to in sorted(told)], moment.at)


@on_submitted(callback)
def hear_again(document: Document, said: CallBack, moment: Moment) -> None:
    """§4(三): a new demand is handled, and answered within days of its own [assumption]."""
    case_id = case_of(document)
    if not called_back(document, said.content):
        raise Refused(Refusal((), "这个案件现在没有要回访的：答复以后、适合回访的才回访", "§4(三)"))
    met(case_id, CALLBACK, moment)
    if said.further == NEW_DEMAND:
        carry(case_id, "handling", document.author_id, "回访时提出新的要求", moment)
        let_run(case_id, AGAIN, FIRST, DAYS, moment)
