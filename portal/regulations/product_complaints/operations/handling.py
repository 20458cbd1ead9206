"""The form's way: received by the group the limit runs, approved it says what is done."""

from portal.core.approval.hooks import Refused, on_approved, on_received, on_submitted
from portal.core.calendar import AfterDays
from portal.core.cases.operations import carry
from portal.core.clocks.operations import Part, start
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.time_limit import TimeLimit
from portal.domain.complaints.operations import Decided, accept, answer, decide
from portal.domain.complaints.queries import forms_of
from portal.extensions import db
from portal.regulations.product_complaints.documents import HANDLINGS, RESULTS
from portal.regulations.product_complaints.facts import ACCEPTED, OVERSEAS, HandlingForm, Result
from portal.regulations.product_complaints.operations.each import case_of, each_of, regulation_of
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF


@each_of(on_received, HANDLINGS)
def let_the_limit_run(document: Document, said: HandlingForm, moment: Moment) -> None:
    """§10: a case is closed within so many days from its first receipt."""
    if not accept(case_of(document), said.region, moment.day):
        return
    parameters = PARAMETERS_OF[regulation_of(document)]
    days = parameters.overseas if said.region == OVERSEAS else parameters.domestic
    limit = TimeLimit(clause="§10", limit=AfterDays(0), parameter=days.name)
    start(db.session.get_one(Document, case_of(document)), Part("结案"), limit, moment)


@each_of(on_approved, HANDLINGS)
def carry_out(document: Document, said: HandlingForm, moment: Moment) -> None:
    """§9.4: what was decided is carried out with the customer."""
    decide(case_of(document), Decided(said.cause_class, said.liable, said.handling, said.settled))
    carry(case_of(document), "executing", document.author_id, f"{document.number} 已核决", moment)


@each_of(on_submitted, RESULTS)
def hear_the_customer(document: Document, said: Result, moment: Moment) -> None:
    """§9.4: the customer takes the decision, or another form goes round."""
    rounds = [each for each in forms_of(case_of(document)) if each.document.status in IN_FORCE]
    if not rounds or rounds[-1].document_id != said.form.id:
        raise Refused(Refusal(("form",), "要选这个案件最后一张已核决的抱怨处理表", "§9.4"))
    answer(said.form.id, said.outcome)
    taken = said.outcome == ACCEPTED
    to, words = ("follow_up", "客户接受") if taken else ("handling", "客户不接受，另填处理表")
    carry(case_of(document), to, document.author_id, words, moment)
