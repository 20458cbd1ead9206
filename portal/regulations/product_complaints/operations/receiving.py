"""A complaint comes in, and takes the form for what it did."""

from datetime import date

from portal.core.approval.copying import declared_people, give
from portal.core.approval.hooks import Refused, on_submitted
from portal.core.cases.limits import met
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.core.org.queries import upwards
from portal.domain.complaints.operations import Received, complete, register, send_round
from portal.domain.complaints.queries import forms_of
from portal.domain.customers.models import Customer
from portal.extensions import db
from portal.regulations.product_complaints.facts import (
    RECONSIDERED,
    REFUSED,
    Abnormality,
    HandlingForm,
    Intake,
)
from portal.regulations.product_complaints.operations.each import case_of, each_of, regulation_of
from portal.regulations.product_complaints.operations.limits import FORM
from portal.regulations.product_complaints.operations.registered import note, registered
from portal.regulations.product_complaints.rules import loss_refusal

YOURS = "你的客户来投诉，请填抱怨处理表或异常处理单"


@each_of(on_submitted, "intake")
def enter(document: Document, said: Intake, moment: Moment) -> None:
    """§7.3: every complaint stands in the register; §7.1: whoever looks after the customer is told, sees the
    case and fills its forms."""
    who, about = (said.customer.label, said.customer.id), (typed(said.product), said.order)
    register(document, Received(regulation_of(document), said.day, *who, "", *about))
    note(document.id, said.loss, said.region)
    customer = db.session.get_one(Customer, said.customer.id)
    give(document, who_looks_after(customer, moment.day), None, YOURS, moment.at)


def who_looks_after(customer: Customer, day: date) -> set[int]:
    """The customer's account manager; where he has none, the manager of his office."""
    if customer.owner_id:
        return {customer.owner_id}
    managers = declared_people(("branch_office_manager",), upwards(customer.unit_id, day), day)
    return {holding.person_id for holding in managers}


@each_of(on_submitted, "abnormality")
def require_harmless(document: Document, _said: Abnormality, moment: Moment) -> None:
    """§3: the slip is for what did no harm."""
    require_fit(case_of(document), with_loss=False)
    carry(case_of(document), "follow_up", document.author_id, "已填异常处理单", moment)


@each_of(on_submitted, "handling")
def require_next_round(document: Document, said: HandlingForm, moment: Moment) -> None:
    """§3, §9.4: the form is for what did harm; another follows only where the last was refused."""
    require_fit(case_of(document), with_loss=True)
    before = [each for each in forms_of(case_of(document)) if each.document_id != document.id]
    if before and before[-1].outcome not in (REFUSED, RECONSIDERED):
        other = before[-1].document
        raise Refused(Refusal((), f"这个案件已有处理表 {other.number_told}，客户不接受处理时才另填", "§9.4"))
    send_round(document)
    complete(case_of(document), typed(said.product), said.order)
    met(case_of(document), FORM, moment)
    carry(case_of(document), "handling", document.author_id, "已填客户抱怨处理表", moment)


def require_fit(case_id: int, *, with_loss: bool) -> None:
    """Raise Refused where the case takes the other form."""
    if refusal := loss_refusal(registered(case_id).loss, with_loss):
        raise Refused(refusal)
