"""Which documents a person may see: one select, used by lists, counts, pages and every part of a document."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from flask import has_request_context
from flask_login import current_user
from sqlalchemy import CTE, ColumnElement, Date, Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.models import Post
from portal.core.org.queries import posts_of, reads_all, units_headed
from portal.core.web.context import catalogue, today
from portal.extensions import db

Kept = tuple[tuple[str, tuple[str, ...]], ...]


def visible(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the documents that the person may see on a day."""
    return select(Document.id).where(may_see(person_id, day))


def may_see(person_id: int, day: date) -> ColumnElement[bool]:
    """SQL, over Document: whether the person may see it on a day, as party, as head above, as keeper of the
    register or as auditor; and the papers in the file of a case that he may see. What stands in a compartment
    is seen by whoever holds its role, for no other reason.

    It is asked row by row: a question that finds its documents by an index never looks at all of them."""
    if asks_alone(person_id, day):
        return visitors_own(keepers())
    return seen_with(standing_now(person_id).mandates, keepers(), person_id, day)


def asks_alone(person_id: int, day: date) -> bool:
    """Whether it is the visitor who asks what he sees today, and acts for nobody: `visitors_own` says it."""
    return asks_himself(person_id, day) and not standing_now(person_id).mandates


def asks_himself(person_id: int, day: date) -> bool:
    """Whether it is the visitor who asks what he sees today."""
    is_known = has_request_context() and current_user.is_authenticated
    return is_known and visitor().person_id == person_id and today() == day


@cache
def visitors_own(kept: Kept) -> ColumnElement[bool]:
    """SQL, written once: what the visitor sees today who acts for nobody."""
    return seen_with((), kept, *the_visitor())


def the_visitor() -> tuple[Any, Any]:
    """SQL: the visitor's id and today's date; asked each time the question is put, not when it is written."""
    person_id = bindparam("seer", callable_=lambda: visitor().person_id, type_=Integer, unique=True)
    return person_id, bindparam("seen_on", callable_=today, type_=Date, unique=True)


def may_see_paper(document_id: Any, person_id: int, day: date) -> ColumnElement[bool]:
    """SQL: whether the person may see the document that a column names."""
    return visible(person_id, day).where(Document.id == document_id).correlate_except(Document).exists()


def keepers() -> Kept:
    """The forms whose files are a register, and who keeps it."""
    return tuple(chain.from_iterable(chapter.keepers for chapter in catalogue().chapters.values()))


def seen_with(mandates: Sequence[Mandate], kept: Kept, person_id: Any, day: Any) -> ColumnElement[bool]:
    """SQL: the same, for somebody who acts by mandates; person and day may be parameters."""
    headed, case = units_headed(person_id, day), aliased(Document)
    reasons, of_case = ([*by_itself(each, headed, person_id)] for each in (Document, case))
    for each, found in ((Document, reasons), (case, of_case)):
        found += entrusted_or_kept(each, mandates, kept, posts_of(person_id, day))
    filed = select(case.id).where(case.id == Document.case_id, case.stage.is_not(None), or_(*of_case))
    everything = reads_all(person_id, day).correlate(None).exists()
    in_file = and_(Document.case_id.is_not(None), filed.correlate(Document).exists())
    open_to_all = and_(Document.compartment.is_(None), or_(everything, *reasons, in_file))
    inside = posts_of(person_id, day).where(Post.role == Document.compartment)
    return or_(open_to_all, and_(Document.compartment.is_not(None), inside.correlate(Document).exists()))


def by_itself(document: Any, headed: CTE, person_id: Any) -> Iterator[ColumnElement[bool]]:
    """SQL: why a person sees a document, whatever it belongs to."""
    yield document.author_id == person_id
    yield document.unit_id.in_(select(headed.c.unit_id))
    for party in (Task, Decision, Copy):
        mine = select(party.id).where(party.document_id == document.id, party.person_id == person_id)
        yield mine.correlate(document).exists()


def entrusted_or_kept(
    document: Any, mandates: Sequence[Mandate], kept: Kept, posts: Select[int]
) -> Iterator[ColumnElement[bool]]:
    """SQL: why he sees it for somebody else, or for a register that he keeps."""
    if mandates:
        theirs = delegated_papers(mandates).where(Task.document_id == document.id)
        yield theirs.correlate(document).exists()
    for form, roles in kept:
        yield and_(document.type == form, posts.where(Post.role.in_(roles)).correlate(None).exists())


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
    return select(Document.id).where(mine, Document.id == document_id)


def documents_of(ids: Select[int]) -> Select[Document]:
    """SQL: documents with their authors."""
    return select(Document).where(Document.id.in_(ids)).options(joinedload(Document.author))
