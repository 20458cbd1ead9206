"""The form's way: received by the group the limit runs, approved it says what is done."""

from portal.core.approval.hooks import Refused, on_approved, on_received, on_submitted
from portal.core.cases.limits import let_run, met
from portal.core.cases.operations import carry
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Refusal
from portal.core.instants import Moment, last_day
from portal.core.web.context import zone
from portal.domain.complaints.following import plan_callback
from portal.domain.complaints.operations import Decided, accept, answer, decide
from portal.domain.complaints.queries import forms_of
from portal.regulations.product_complaints.facts import ACCEPTED, OVERSEAS, HandlingForm, Result
from portal.regulations.product_complaints.operations.each import case_of, each_of, parameters_of
from portal.regulations.product_complaints.operations.limits import CALLBACK, CLOSING, DAYS, WORKING_DAYS
from portal.regulations.product_complaints.operations.registered import note_otherwise


@each_of(on_received, "handling")
def let_the_limit_run(document: Document, said: HandlingForm, moment: Moment) -> None:
    """§10: a case is closed within so many days from its first receipt."""
    note_otherwise(case_of(document), region=said.region)
    if not accept(case_of(document), moment.day):
        return
    parameters = parameters_of(document)
    days = parameters.overseas if said.region == OVERSEAS else parameters.domestic
    let_run(case_of(document), CLOSING, days, DAYS, moment)


@each_of(on_approved, "handling")
def carry_out(document: Document, said: HandlingForm, moment: Moment) -> None:
    """§9.4: what was decided is carried out with the customer."""
    decide(case_of(document), Decided(said.cause_class, said.liable, said.handling, said.settled))
    carry(case_of(document), "executing", document.author_id, f"{document.number} 已核决", moment)


@each_of(on_submitted, "result")
def hear_the_customer(document: Document, said: Result, moment: Moment) -> None:
    """§9.4: the customer takes the decision, or another form goes round."""
    rounds = [each for each in forms_of(case_of(document)) if each.document.status in IN_FORCE]
    if not rounds or rounds[-1].document_id != said.form.id:
        raise Refused(Refusal(("form",), "要选这个案件最后一张已核决的抱怨处理表", "§9.4"))
    answer(said.form.id, said.outcome)
    taken = said.outcome == ACCEPTED
    to, words = ("follow_up", "客户接受") if taken else ("handling", "客户不接受，另填处理表")
    carry(case_of(document), to, document.author_id, words, moment)
    if taken:
        call_back_later(document, moment)


def call_back_later(document: Document, moment: Moment) -> None:
    """§7.1: the customer is called back some working days later."""
    met(case_of(document), CALLBACK, moment)
    clock = let_run(case_of(document), CALLBACK, parameters_of(document).callback, WORKING_DAYS, moment)
    if clock.due_at:
        plan_callback(case_of(document), last_day(clock.due_at, zone()))
