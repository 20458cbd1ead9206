"""Questions about records that somebody is to look at."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from portal.core.among import among
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.inspections.models import InspectedDocument, Inspection
from portal.core.org.models import Person, Post
from portal.core.org.queries import units_below
from portal.core.week import Week
from portal.extensions import db


class WeekOfRecords(NamedTuple):
    """What a person wrote on a form in a week."""

    form: DocumentType
    author_id: int
    week: Week


class Written(NamedTuple):
    """One record: whose, of which day, and whether somebody has looked at it."""

    author_id: int
    author: str
    day: date
    inspected: bool


def below(form: DocumentType, person_id: Any, day: Any) -> Select[int]:
    """SQL: the units whose records of a form the person looks at on a day."""
    role = form.inspection.by if form.inspection else ""
    return select(units_below(person_id, day, Post.role == role).c.unit_id)


def written(form: DocumentType, person_id: int, day: date, since: date) -> list[Written]:
    """The records of those below since a day, and older ones that wait; never the inspector's own."""
    seen = InspectedDocument.document_id
    query = select(Document.author_id, Person.name, Document.period, seen.is_not(None))
    query = (
        query.join(Person, Document.author_id == Person.id)
        .outerjoin(InspectedDocument, seen == Document.id)
        .where(
            Document.type == form.code,
            among(Document.unit_id, below(form, person_id, day)),
            Document.author_id != person_id,
            or_(Document.period >= since, seen.is_(None)),
        )
    )
    return [Written(*row) for row in db.session.execute(query.order_by(Document.period, Document.id))]


def records_of(whose: WeekOfRecords) -> Select[Document]:
    """SQL: the records of a person's week, oldest first."""
    query = select(Document).where(
        Document.type == whose.form.code,
        Document.author_id == whose.author_id,
        Document.period.between(whose.week.monday, whose.week.sunday),
    )
    return query.order_by(Document.period, Document.id)


def inspections_of(documents: list[Document]) -> dict[int, Inspection]:
    """The inspection of each document that had one."""
    query = select(InspectedDocument).join(InspectedDocument.inspection)
    query = query.options(contains_eager(InspectedDocument.inspection).joinedload(Inspection.person))
    query = query.where(InspectedDocument.document_id.in_([document.id for document in documents]))
    return {row.document_id: row.inspection for row in db.session.scalars(query)}
