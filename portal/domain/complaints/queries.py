"""Questions about complaints: which form counts, and what still keeps a case open."""

from sqlalchemy import select

from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.domain.complaints.models import Complaint, ComplaintForm
from portal.extensions import db


def complaint_of(case_id: int) -> Complaint:
    """The complaint of a case."""
    return db.session.get_one(Complaint, case_id)


def forms_of(case_id: int) -> list[ComplaintForm]:
    """The forms of a case that are on their way or count, the oldest first."""
    query = select(ComplaintForm).join(ComplaintForm.document)
    counts = Document.status.in_((*ON_ITS_WAY, *IN_FORCE))
    rows = query.where(ComplaintForm.case_id == case_id, counts).order_by(ComplaintForm.document_id)
    return list(db.session.scalars(rows))


def papers_in_force(case_id: int, code: str) -> int:
    """How many papers of a form count in a case; bounded by two."""
    query = select(Document.id).filter_by(case_id=case_id, type=code).where(Document.status.in_(IN_FORCE))
    return len(db.session.scalars(query.limit(2)).all())
