"""Which documents a person may see: one select, used by lists, counts, pages and every part of a document."""

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.org.queries import reads_all, units_headed
from portal.extensions import db


def visible(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the documents that the person may see on a day, as party, as head above, or as auditor."""
    had_task = select(Task.document_id).where(Task.person_id == person_id)
    headed = select(units_headed(person_id, day).c.unit_id)
    return select(Document.id).where(
        or_(
            Document.author_id == person_id,
            Document.id.in_(had_task),
            Document.unit_id.in_(headed),
            reads_all(person_id, day).exists(),
        )
    )


def seen_by(person_id: int, document_id: int, day: date) -> Document | None:
    """The document, if the person may see it."""
    mine = visible(person_id, day).where(Document.id == document_id)
    query = select(Document).where(Document.id.in_(mine)).options(joinedload(Document.author))
    return db.session.scalar(query)
