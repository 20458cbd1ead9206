"""What a case says of itself: who is complained of, which forms went round, whether it is major."""

from collections import Counter
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.hooks import facts_of
from portal.core.documents.models import IN_FORCE, Document, Snapshot
from portal.core.documents.operations import said
from portal.core.web.context import catalogue
from portal.domain.complaints.models import Complaint, ComplaintForm
from portal.domain.complaints.queries import complaint_of, forms_of
from portal.extensions import db
from portal.regulations.dealer_complaints.facts import Handling, Record
from portal.regulations.dealer_complaints.facts.words import ACCEPTED, MAJOR


def case_of(document: Document) -> int:
    """The case that a paper is kept in."""
    assert document.case_id is not None  # noqa: S101 - its form is one within a case
    return document.case_id


def record_of(case_id: int) -> Record:
    """What was taken down of a case; not asked for again where its page has read it."""
    case = db.session.get_one(Document, case_id)
    snapshot = db.session.get_one(Snapshot, case.snapshot_id)
    return cast(Record, said(snapshot, catalogue().type(case.type)))


def against(case_id: int) -> int | None:
    """The employee who is complained of."""
    employee = record_of(case_id).against
    return employee.id if employee else None


def handled_by(form: ComplaintForm) -> Handling:
    """What a handling form says now."""
    return cast(Handling, facts_of(form.document))


def decided_rounds(case_id: int) -> list[ComplaintForm]:
    """The handling forms of a case whose solution the customer was told, the oldest first."""
    return [each for each in forms_of(case_id) if each.document.status in IN_FORCE]


def is_settled(case_id: int) -> bool:
    """Whether the customer takes what he was told last."""
    rounds = decided_rounds(case_id)
    return bool(rounds) and rounds[-1].outcome == ACCEPTED


def is_major(case_id: int) -> bool:
    """Whether a case is a major one, by its newest form."""
    return complaint_of(case_id).decision == MAJOR


def stands(case_id: int) -> tuple[bool, list[ComplaintForm]]:
    """Whether a case is a major one, and its rounds that the customer was told; one question for both."""
    query = select(Complaint.decision, ComplaintForm).where(Complaint.case_id == case_id)
    query = query.outerjoin(ComplaintForm, ComplaintForm.case_id == Complaint.case_id)
    query = query.outerjoin(ComplaintForm.document).options(contains_eager(ComplaintForm.document))
    rows = db.session.execute(query.order_by(ComplaintForm.document_id)).all()
    told = [form for _, form in rows if form is not None and form.document.status in IN_FORCE]
    return any(decision == MAJOR for decision, _ in rows), told


def newest_papers(case_id: int) -> Counter[str]:
    """The newest paper in force of each form in a case; 0 where there is none."""
    query = select(Document.type, func.max(Document.id)).group_by(Document.type)
    counts = (Document.case_id == case_id, Document.status.in_(IN_FORCE))
    rows = db.session.execute(query.where(*counts))
    return Counter({code: newest or 0 for code, newest in rows})
