"""Questions about complaints: which form counts, and what still keeps a case open."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from sqlalchemy import false, func, or_, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.domain.complaints.likeness import Known
from portal.domain.complaints.models import (
    Complaint,
    ComplaintCallback,
    ComplaintForm,
    ComplaintImprovement,
    ComplaintSettlement,
)
from portal.domain.customers.phones import digits
from portal.extensions import db

MOST_COMPARED = 50


def complaint_of(case_id: int) -> Complaint:
    """The complaint of a case."""
    return db.session.get_one(Complaint, case_id)


def forms_of(case_id: int) -> list[ComplaintForm]:
    """The forms of a case that are on their way or count, the oldest first."""
    query = select(ComplaintForm).join(ComplaintForm.document)
    counts = Document.status.in_((*ON_ITS_WAY, *IN_FORCE))
    rows = query.where(ComplaintForm.case_id == case_id, counts).order_by(ComplaintForm.document_id)
    return list(db.session.scalars(rows.options(contains_eager(ComplaintForm.document))))


def papers_in_force(case_id: int) -> Counter[str]:
    """How many papers of each form count in a case."""
    return papers_with(case_id, IN_FORCE)


def papers_sent(case_id: int) -> Counter[str]:
    """How many papers of each form are on their way or count in a case."""
    return papers_with(case_id, (*ON_ITS_WAY, *IN_FORCE))


def papers_with(case_id: int, statuses: Collection[str]) -> Counter[str]:
    """How many papers of each form have one of these statuses in a case."""
    query = select(Document.type, func.count()).filter_by(case_id=case_id).group_by(Document.type)
    rows = db.session.execute(query.where(Document.status.in_(statuses)))
    return Counter({code: number for code, number in rows})


def improvements_of(case_id: int) -> list[ComplaintImprovement]:
    """The measures of a case that count, the oldest first."""
    query = select(ComplaintImprovement).join(ComplaintImprovement.document)
    rows = query.where(ComplaintImprovement.case_id == case_id, Document.status.in_(IN_FORCE))
    return list(db.session.scalars(rows.order_by(ComplaintImprovement.document_id)))


def settlements_of(case_id: int) -> list[ComplaintSettlement]:
    """The settlements of a case that count, the oldest first."""
    query = select(ComplaintSettlement).join(ComplaintSettlement.document)
    rows = query.where(ComplaintSettlement.case_id == case_id, Document.status.in_(IN_FORCE))
    return list(db.session.scalars(rows.order_by(ComplaintSettlement.document_id)))


def callbacks_of(case_id: int) -> list[ComplaintCallback]:
    """The calls of a case, done or to be done, the oldest first."""
    query = select(ComplaintCallback).filter_by(case_id=case_id).order_by(ComplaintCallback.id)
    return list(db.session.scalars(query))


def open_complaints(customer_id: int | None, phone: str = "", known_by: str = "") -> list[Known]:
    """The complaints of a customer, from a phone, or known by the same number, that are not closed, of
    whichever regulation, the newest first; none where nothing of that is known."""
    number = digits(phone)
    same = [Complaint.customer_id == customer_id] if customer_id else []
    same += [Complaint.phone == number] if number else []
    same += [Complaint.known_by == known_by] if known_by else []
    query = select(Complaint, Document.drawn_number).join(Complaint.document)
    query = query.where(or_(false(), *same), Document.stage != CLOSED)
    rows = db.session.execute(query.order_by(Complaint.case_id.desc()).limit(MOST_COMPARED))
    return [Known(row.case_id, drawn or "", row.about, row.known_by, row.received) for row, drawn in rows]


def seen_cases(person_id: int, case_ids: Collection[int], day: date) -> set[int]:
    """Those of some cases that a person may see; asks nothing about none."""
    if not case_ids:
        return set()
    query = select(Document.id).where(Document.id.in_(case_ids), may_see(person_id, day))
    return set(db.session.scalars(query))
