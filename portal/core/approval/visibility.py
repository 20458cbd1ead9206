"""Which documents a person may see: one select, used by lists, counts, pages and every part of a document."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.delegations.queries import standing_now
from portal.core.documents.models import Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of, reads_all, units_headed
from portal.core.web.context import catalogue
from portal.extensions import db


def visible(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the documents that the person may see on a day, as party, as head above, as keeper of the
    register or as auditor; and the papers in the file of a case that he may see."""
    headed, case = units_headed(person_id, day), aliased(Document)
    cases = select(case.id).where(case.stage.is_not(None), or_(*by_itself(case, headed, person_id, day)))
    mine = or_(*by_itself(Document, headed, person_id, day))
    return select(Document.id).where(
        or_(mine, Document.case_id.in_(cases), reads_all(person_id, day).exists())
    )


def by_itself(document: Any, headed: CTE, person_id: int, day: date) -> Iterator[ColumnElement[bool]]:
    """SQL: why a person sees a document, whatever it belongs to."""
    yield document.author_id == person_id
    yield document.id.in_(select(Task.document_id).where(Task.person_id == person_id))
    yield document.id.in_(select(Decision.document_id).where(Decision.person_id == person_id))
    if mandates := standing_now(person_id).mandates:
        yield document.id.in_(delegated_papers(mandates))
    yield document.id.in_(select(Copy.document_id).where(Copy.person_id == person_id))
    yield document.unit_id.in_(select(headed.c.unit_id))
    for form in catalogue().types():
        if form.case and form.case.keepers:
            kept = posts_of(person_id, day).where(Post.role.in_(form.case.keepers))
            yield and_(document.type == form.code, kept.exists())


def seen_by(person_id: int, document_id: int, day: date) -> Document | None:
    """The document, if the person may see it."""
    mine = visible(person_id, day).where(Document.id == document_id)
    query = select(Document).where(Document.id.in_(mine)).options(joinedload(Document.author))
    return db.session.scalar(query)
