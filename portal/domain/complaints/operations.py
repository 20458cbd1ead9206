"""What happens to a complaint; only its papers do it, each in the transaction of its own act."""

from datetime import date
from typing import NamedTuple

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.domain.complaints.models import Complaint, ComplaintForm
from portal.domain.customers.phones import digits
from portal.extensions import db, hold


class Received(NamedTuple):
    """What was taken down of a complaint."""

    regulation: str
    day: date
    complainant: str
    customer_id: int | None = None
    phone: str = ""
    about: str = ""
    known_by: str = ""


class Decided(NamedTuple):
    """What a decision says: of which class it was, who is liable, what is done, for how much."""

    category: str
    liable: str
    decision: str
    settled: Amount | None = None


def register(case: Document, received: Received) -> Complaint:
    """Enter a complaint into the register."""
    row = Complaint(
        case_id=case.id, regulation=received.regulation, complainant=received.complainant,
        customer_id=received.customer_id, phone=digits(received.phone), about=received.about,
        known_by=received.known_by, received=received.day, category="", liable="", decision="",
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


def accept(case_id: int, day: date) -> bool:
    """Note from which day the time limit of a case runs; whether nothing said so before."""
    complaint = held(case_id)
    if complaint.accepted:
        return False
    complaint.accepted = day
    return True


def decide(case_id: int, decided: Decided) -> None:
    """Note what the newest decision says."""
    complaint = held(case_id)
    complaint.category, complaint.liable = decided.category, decided.liable
    complaint.decision = decided.decision
    complaint.settled_fen = decided.settled.fen if decided.settled else None


def correct(case_id: int, about: str, known_by: str) -> None:
    """Register otherwise what a complaint is about; what is empty stays. Its case has the paper on it."""
    complaint = held(case_id)
    complaint.about, complaint.known_by = about or complaint.about, known_by or complaint.known_by


def complete(case_id: int, about: str, known_by: str) -> None:
    """Note what a form names and nobody knew when the complaint came in."""
    complaint = held(case_id)
    complaint.about, complaint.known_by = complaint.about or about, complaint.known_by or known_by


def answer(form_id: int, outcome: str) -> None:
    """Note what the customer answered to a form."""
    db.session.get_one(ComplaintForm, form_id).outcome = outcome


def answer_case(case_id: int, day: date) -> None:
    """Note on which day the limit of a case was met, where this is before its closing."""
    held(case_id).answered = day


def close(case_id: int, day: date) -> None:
    """Note on which day a case was closed."""
    held(case_id).closed = day


def held(case_id: int) -> Complaint:
    """A complaint, locked."""
    complaint = hold(Complaint, case_id=case_id)
    assert complaint is not None  # noqa: S101 - made with its case
    return complaint
