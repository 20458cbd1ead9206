"""What was decided is settled by its papers, no more than was decided."""

from portal.core.approval.hooks import Refused, on_approved, on_submitted
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.domain.complaints.following import Settled, prove, settle, settled_fen
from portal.domain.complaints.models import ComplaintSettlement
from portal.domain.complaints.queries import complaint_of, settlements_of
from portal.regulations.product_complaints.facts import (
    BACK,
    DISCOUNT,
    RETURN_PROOF,
    Discount,
    Returned,
    ReturnProved,
)
from portal.regulations.product_complaints.operations.each import case_of, each_of


@each_of(on_submitted, "discount")
def require_within(document: Document, said: Discount, _moment: Moment) -> None:
    """§11, §13: a discount was decided, and all its slips together take off no more."""
    complaint = complaint_of(case_of(document))
    if complaint.decision != DISCOUNT:
        raise Refused(Refusal((), other_decision(complaint.decision, DISCOUNT), "§13"))
    left = (complaint.settled_fen or 0) - settled_fen(case_of(document))
    if said.amount.fen > left:
        raise Refused(Refusal(("amount",), f"核决的金额还剩 {Amount(left)}", "§11"))


@each_of(on_approved, "discount")
def take_off(document: Document, said: Discount, moment: Moment) -> None:
    """§13: it counts once it is approved; another slip may have come first."""
    require_within(document, said, moment)
    settle(document, Settled(DISCOUNT, said.proof, said.amount))


@each_of(on_submitted, "returned")
def require_return(document: Document, said: Returned, _moment: Moment) -> None:
    """§13: a return, or an exchange, was decided."""
    decision = complaint_of(case_of(document)).decision
    if decision not in BACK:
        raise Refused(Refusal((), other_decision(decision, "退货或换货"), "§13"))
    if said.way != decision:
        raise Refused(Refusal(("way",), f"核决的处理方式是{decision}", "§13"))


@each_of(on_approved, "returned")
def take_back(document: Document, said: Returned, _moment: Moment) -> None:
    """§13: what came in is entered."""
    settle(document, Settled(said.way, said.proof, approved=said.approved, actual=said.actual))


@each_of(on_submitted, "proved")
def require_slip(document: Document, said: ReturnProved, _moment: Moment) -> None:
    """§13: the proof is of a slip that waits for it, and of no more pieces than came in."""
    slip = slip_of(document, said)
    if said.quantity > (slip.actual or 0):
        raise Refused(Refusal(("quantity",), f"不能多于实收数量 {slip.actual or 0}", "§13"))


@each_of(on_approved, "proved")
def enter_proof(document: Document, said: ReturnProved, _moment: Moment) -> None:
    """§13: the proof is there."""
    prove(document, slip_of(document, said).document_id)


def slip_of(document: Document, said: ReturnProved) -> ComplaintSettlement:
    """The return slip of a paper's case that its proof is for; raises Refused."""
    for slip in settlements_of(case_of(document)):
        if slip.document_id == said.slip.id and slip.proof == RETURN_PROOF:
            return slip
    raise Refused(Refusal(("slip",), "要选这个案件里以销货退回证明单为凭证、已经办完的成品退货单", "§13"))


def other_decision(decision: str, wanted: str) -> str:
    """Why a paper does not fit what was decided."""
    return f"核决的处理方式是{decision}，不是{wanted}" if decision else "抱怨处理表还没有核决"
