"""A complaint comes in, and takes the form for what it did."""

from portal.core.approval.hooks import Refused, on_submitted
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.domain.complaints.operations import Received, complete, register, send_round
from portal.domain.complaints.queries import complaint_of, forms_of
from portal.regulations.product_complaints.facts import (
    RECONSIDERED,
    REFUSED,
    Abnormality,
    HandlingForm,
    Intake,
)
from portal.regulations.product_complaints.operations.each import case_of, each_of, regulation_of
from portal.regulations.product_complaints.operations.limits import FORM, met
from portal.regulations.product_complaints.rules import loss_refusal


@each_of(on_submitted, "intake")
def enter(document: Document, said: Intake, _moment: Moment) -> None:
    """§7.3: every complaint stands in the register."""
    product_id = said.product.id if said.product else None
    about = (said.customer.id, product_id, said.order, said.region, said.loss)
    register(document, Received(regulation_of(document), said.day, *about))


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
    complete(case_of(document), said.order, said.product.id)
    met(case_of(document), FORM, moment)
    carry(case_of(document), "handling", document.author_id, "已填客户抱怨处理表", moment)


def require_fit(case_id: int, *, with_loss: bool) -> None:
    """Raise Refused where the case takes the other form."""
    if refusal := loss_refusal(complaint_of(case_id).loss, with_loss):
        raise Refused(refusal)
