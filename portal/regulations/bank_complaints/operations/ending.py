"""§附3, §4(三): a complaint is taken back; who is called back may want something new."""

from portal.core.approval.hooks import Refused, on_submitted
from portal.core.approval.withdrawing import end_unfinished
from portal.core.case import CLOSED
from portal.core.cases.limits import let_run, met
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.following import called_back, drop_callback
from portal.domain.complaints.operations import close
from portal.domain.complaints.queries import complaint_of
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
    end_unfinished(case_id, document, TAKEN_BACK, moment)
    drop_callback(case_id)
    close(case_id, said.day)
    carry(case_id, CLOSED, document.author_id, TAKEN_BACK, moment)


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
