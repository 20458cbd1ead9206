"""What happens to a complaint; only its papers do it, each in the transaction of its own act."""

from datetime import date
from typing import NamedTuple

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.domain.complaints.models import Complaint, ComplaintForm
from portal.extensions import db, hold


class Received(NamedTuple):
    """What was taken down of a complaint."""

    regulation: str
    day: date
    customer_id: int
    product_id: int | None
    order: str
    region: str
    loss: str


class Decided(NamedTuple):
    """What an approved form says: why it happened, who is liable, what is done, for how much."""

    cause_class: str
    liable: str
    decision: str
    settled: Amount | None


class Corrected(NamedTuple):
    """What is registered otherwise from now on; what is empty stays."""

    loss: str = ""
    region: str = ""
    order: str = ""
    product_id: int | None = None


def register(case: Document, received: Received) -> Complaint:
    """Enter a complaint into the register."""
    row = Complaint(
        case_id=case.id, regulation=received.regulation, customer_id=received.customer_id,
        product_id=received.product_id, order_number=received.order, region=received.region,
        loss=received.loss, received=received.day, cause_class="", liable="", decision="",
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def send_round(form: Document) -> ComplaintForm:
    """Note that a form went round in its case; one that is sent again is the same."""
    row = db.session.get(ComplaintForm, form.id)
    if row is None:
        row = ComplaintForm(document_id=form.id, case_id=form.case_id, outcome="")
        db.session.add(row)
        db.session.flush()
    return row


def accept(case_id: int, region: str, day: date) -> bool:
    """Note that a form of a case was received; whether it is the first, from which the time limit runs."""
    complaint = held(case_id)
    complaint.region = region
    if complaint.accepted:
        return False
    complaint.accepted = day
    return True


def decide(case_id: int, decided: Decided) -> None:
    """Note what the newest approved form says."""
    complaint = held(case_id)
    complaint.cause_class, complaint.liable = decided.cause_class, decided.liable
    complaint.decision = decided.decision
    complaint.settled_fen = decided.settled.fen if decided.settled else None


def correct(case_id: int, corrected: Corrected) -> None:
    """Register a complaint otherwise: its case has the paper that says so."""
    complaint = held(case_id)
    complaint.loss, complaint.region = corrected.loss or complaint.loss, corrected.region or complaint.region
    complaint.order_number = corrected.order or complaint.order_number
    complaint.product_id = corrected.product_id or complaint.product_id


def complete(case_id: int, order: str, product_id: int) -> None:
    """Note the order and product that a form names and nobody knew when the complaint came in."""
    complaint = held(case_id)
    complaint.order_number = complaint.order_number or order
    complaint.product_id = complaint.product_id or product_id


def answer(form_id: int, outcome: str) -> None:
    """Note what the customer answered to a form."""
    db.session.get_one(ComplaintForm, form_id).outcome = outcome


def close(case_id: int, day: date) -> None:
    """Note on which day a case was closed."""
    held(case_id).closed = day


def held(case_id: int) -> Complaint:
    """A complaint, locked."""
    complaint = hold(Complaint, case_id=case_id)
    assert complaint is not None  # noqa: S101 - made with its case
    return complaint
