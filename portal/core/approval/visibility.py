"""Which documents a person may see: one select, used by lists, counts, pages and every part of a document."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask import has_request_context
from flask_login import current_user
from sqlalchemy import CTE, ColumnElement, Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.acting import delegated_papers
from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Decision, Task
from portal.core.approval.seers import Seer, keepers, the_visitor
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import Mandate, standing_now
from portal.core.documents.models import Document
from portal.core.org.queries import units_headed
from portal.core.web.context import today
from portal.extensions import db


def visible(person_id: int, day: date) -> Select[int]:
    """SQL: ids of the documents that the person may see on a day."""
    return select(Document.id).where(may_see(person_id, day))


def may_see(person_id: int, day: date) -> ColumnElement[bool]:
    """SQL, over Document: whether the person may see it on a day, as party, as head above, as keeper of the
    register or as auditor; and the papers in the file of a case that he may see. What stands in a compartment
    is seen by whoever holds its role, for no other reason.

    It is asked row by row: a question that finds its documents by an index never looks at all of them."""
    if asks_alone(person_id, day):
        return visitors_own()
    return seen_with(standing_now(person_id).mandates, seer_of(person_id, day))


def asks_alone(person_id: int, day: date) -> bool:
    """Whether it is the visitor who asks what he sees today, and acts for nobody: `visitors_own` says it."""
    return asks_himself(person_id, day) and not standing_now(person_id).mandates


def asks_himself(person_id: int, day: date) -> bool:
    """Whether it is the visitor who asks what he sees today."""
    is_known = has_request_context() and current_user.is_authenticated
    return is_known and visitor().person_id == person_id and today() == day


def seer_of(person_id: int, day: date) -> Seer:
    """Who it is that looks, by what is known of him."""
    return the_visitor() if asks_himself(person_id, day) else Seer(person_id, day, keepers())


@cache
def visitors_own() -> ColumnElement[bool]:
    """SQL, written once: what the visitor sees today who acts for nobody."""
    return seen_with((), the_visitor())


def may_see_paper(document_id: Any, person_id: int, day: date) -> ColumnElement[bool]:
    """SQL: whether the person may see the document that a column names."""
    return visible(person_id, day).where(Document.id == document_id).correlate_except(Document).exists()


def seen_with(mandates: Sequence[Mandate], seer: Seer) -> ColumnElement[bool]:
    """SQL: the same, for somebody who acts by mandates."""
    headed, case = units_headed(seer.person_id, seer.day), aliased(Document)
    reasons, of_case = ([*why_seen(each, seer, headed, mandates)] for each in (Document, case))
    filed = select(case.id).where(case.id == Document.case_id, case.stage.is_not(None), or_(*of_case))
    in_file = and_(Document.case_id.is_not(None), filed.correlate(Document).exists())
    open_to_all = and_(Document.compartment.is_(None), or_(seer.reads_all(), *reasons, in_file))
    return or_(open_to_all, and_(Document.compartment.is_not(None), seer.is_inside()))


def why_seen(
    document: Any, seer: Seer, headed: CTE, mandates: Sequence[Mandate]
) -> Iterator[ColumnElement[bool]]:
    """SQL: why somebody sees a document, whatever it belongs to: it is his own, or of a unit below him; he is
    a party; he acts for one; or it stands in a register that he keeps."""
    yield document.author_id == seer.person_id
    yield document.unit_id.in_(select(headed.c.unit_id))
    for party in (Task, Decision, Copy):
        mine = select(party.id).where(party.document_id == document.id, party.person_id == seer.person_id)
        yield mine.correlate(document).exists()
    if mandates:
        theirs = delegated_papers(mandates).where(Task.document_id == document.id)
        yield theirs.correlate(document).exists()
    yield from seer.keeps(document)


def seen_by(person_id: int, document_id: int, day: date) -> Document | None:
    """The document, if the person may see it; for whom he acts is asked only where that decides."""
    own = asks_himself(person_id, day)
    query = one_of_visitor() if own else documents_of(id_seen(seer_of(person_id, day)))
    found = db.session.scalar(query, {"document_id": document_id})
    if found is None and standing_now(person_id).mandates:
        mine = visible(person_id, day).where(Document.id == document_id)
        return db.session.scalar(documents_of(mine))
    return found


@cache
def one_of_visitor() -> Select[Document]:
    """SQL, written once as every page of a document asks it: the document of `id_seen`."""
    return documents_of(id_seen(the_visitor()))


def id_seen(seer: Seer) -> Select[int]:
    """SQL: `document_id`, if somebody may see that document without acting for anybody."""
    asked = Document.id == bindparam("document_id", type_=Integer)
    return select(Document.id).where(seen_with((), seer), asked)


def documents_of(ids: Select[int]) -> Select[Document]:
    """SQL: documents with their authors."""
    return select(Document).where(Document.id.in_(ids)).options(joinedload(Document.author))
