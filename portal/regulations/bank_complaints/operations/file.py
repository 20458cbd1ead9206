"""The case that a paper is kept in, and what was taken down when it was opened."""

from sqlalchemy import select

from portal.core.approval.hooks import Refused, facts_of
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Refusal
from portal.extensions import db
from portal.regulations.bank_complaints.facts import Record


def case_of(document: Document) -> int:
    """The case that a paper is kept in."""
    assert document.case_id is not None  # noqa: S101 - its form is one within a case
    return document.case_id


def record_of(case_id: int) -> Record:
    """What the record of a case says."""
    said = facts_of(db.session.get_one(Document, case_id))
    assert isinstance(said, Record)  # noqa: S101 - only records open cases here
    return said


def papers(case_id: int, code: str, *, under_way: bool = False) -> list[Document]:
    """The papers of a form in a case that are in force, or on their way; the oldest first."""
    statuses = ON_ITS_WAY if under_way else IN_FORCE
    query = select(Document).filter_by(case_id=case_id, type=code).where(Document.status.in_(statuses))
    return list(db.session.scalars(query.order_by(Document.id)))


def refuse(*refusals: Refusal) -> None:
    """Raise Refused where anything speaks against it."""
    if refusals:
        raise Refused(*refusals)
