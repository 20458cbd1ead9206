"""Which documents a person may see: one select, used by lists, counts, pages and every part of a document."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of, reads_all, units_headed
from portal.core.web.context import catalogue
from portal.extensions import db

Kept = tuple[tuple[str, tuple[str, ...]], ...]


def visible(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the documents that the person may see on a day, as party, as head above, as keeper of the
    register or as auditor; and the papers in the file of a case that he may see. What stands in a compartment
    is seen by whoever holds its role, for no other reason."""
    return seen_with(standing_now(person_id).mandates, keepers(), person_id, day)


def keepers() -> Kept:
    """The forms whose files are a register, and who keeps it."""
    cases = ((form.code, form.case) for form in catalogue().types())
    return tuple((code, case.keepers) for code, case in cases if case and case.keepers)


def seen_with(mandates: Sequence[Mandate], kept: Kept, person_id: Any, day: Any) -> Select[int]:
    """SQL: the same, for somebody who acts by mandates; person and day may be parameters."""
    headed, case = units_headed(person_id, day), aliased(Document)
    reasons, of_case = ([*by_itself(each, headed, person_id)] for each in (Document, case))
    for each, found in ((Document, reasons), (case, of_case)):
        found += entrusted_or_kept(each, mandates, kept, posts_of(person_id, day))
    cases = select(case.id).where(case.stage.is_not(None), or_(*of_case))
    everything = reads_all(person_id, day).exists()
    open_to_all = and_(Document.compartment.is_(None), or_(*reasons, Document.case_id.in_(cases), everything))
    inside = posts_of(person_id, day).where(Post.role == Document.compartment).exists()
    return select(Document.id).where(or_(open_to_all, inside))


def by_itself(document: Any, headed: CTE, person_id: Any) -> Iterator[ColumnElement[bool]]:
    """SQL: why a person sees a document, whatever it belongs to."""
    yield document.author_id == person_id
    yield document.id.in_(select(Task.document_id).where(Task.person_id == person_id))
    yield document.id.in_(select(Decision.document_id).where(Decision.person_id == person_id))
    yield document.id.in_(select(Copy.document_id).where(Copy.person_id == person_id))
    yield document.unit_id.in_(select(headed.c.unit_id))


def entrusted_or_kept(
    document: Any, mandates: Sequence[Mandate], kept: Kept, posts: Select[int]
) -> Iterator[ColumnElement[bool]]:
    """SQL: why he sees it for somebody else, or for a register that he keeps."""
    if mandates:
        yield document.id.in_(delegated_papers(mandates))
    for form, roles in kept:
        yield and_(document.type == form, posts.where(Post.role.in_(roles)).exists())


def seen_by(person_id: int, document_id: int, day: date) -> Document | None:
    """The document, if the person may see it; for whom he acts is asked only where that decides."""
    values = {"person_id": person_id, "document_id": document_id, "day": day}
    found = db.session.scalar(one_seen(keepers()), values)
    if found is None and standing_now(person_id).mandates:
        mine = visible(person_id, day).where(Document.id == document_id)
        return db.session.scalar(documents_of(mine))
    return found


@cache
def one_seen(kept: Kept) -> Select[Document]:
    """SQL, written once as every page of a document asks it: the document of `id_seen`."""
    return documents_of(id_seen(kept))


def id_seen(kept: Kept) -> Select[int]:
    """SQL: `document_id`, if `person_id` may see that document on a `day` without acting for anybody."""
    person_id, document_id = (bindparam(name, type_=Integer) for name in ("person_id", "document_id"))
    mine = seen_with((), kept, person_id, bindparam("day", type_=Date))
    return mine.where(Document.id == document_id)


def documents_of(ids: Select[int]) -> Select[Document]:
    """SQL: documents with their authors."""
    return select(Document).where(Document.id.in_(ids)).options(joinedload(Document.author))
