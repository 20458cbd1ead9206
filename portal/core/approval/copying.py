"""抄送: passing a document on to those who are to know of it; no task and no opinion is touched by that."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select, update
from sqlalchemy.orm import joinedload

from portal.core.approval.beside_models import Copy
from portal.core.approval.overrides import copies_on
from portal.core.approval.parties import takes_part
from portal.core.approval.telling import called, place_of
from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment, local_day
from portal.core.notices.operations import News, settle, tell
from portal.core.org.models import Holding, Person
from portal.core.org.queries import Place, holders_of, upwards
from portal.core.web.context import catalogue, zone
from portal.extensions import db, hold, insert_new


class NoParty(LookupError):
    """Only who takes part in a document passes it on; and no case is passed on, whose readers act on it."""


def copy_to(
    document_id: int, people: Collection[int], person_id: int, words: str, moment: Moment
) -> set[int]:
    """Pass a document on; returns to whom it had not been passed on before. Raises NoParty."""
    document = hold(Document, id=document_id)
    if document is None or not may_copy(document, person_id, moment.day):
        raise NoParty
    return give(document, people, db.session.get_one(Person, person_id), words, moment.at)


def copy_as_declared(document: Document, moment: Moment) -> None:
    """Pass a document on to those whom its form names for what was sent on its day; inside the operation that
    puts it in force."""
    sent = local_day(document.submitted_at, zone())
    roles = copies_on(catalogue().type(document.type), sent)
    found = declared_people(roles, upwards(document.unit_id, moment.day), moment.day) if roles else []
    give(document, {holding.person_id for holding in found}, None, "", moment.at)


def declared_people(roles: Iterable[str], chain: list[Place], day: date) -> list[Holding]:
    """Who holds these roles: for each the nearest unit of `chain` where somebody does, else anywhere in the
    company; one question for all."""
    wanted, near = list(roles), [place.unit_id for place in chain]
    held = holders_of(set(wanted), set(wanted), near, day)
    return [holding for role in wanted for holding in nearest([h for h in held if h.post.role == role], near)]


def nearest(held: list[Holding], near: list[int]) -> list[Holding]:
    """Those of the first unit that has any; all of them where none has."""
    groups = ([holding for holding in held if holding.post.unit_id == unit_id] for unit_id in near)
    return next(filter(None, groups), held)


def may_copy(document: Document, person_id: int, day: date) -> bool:
    """Whether somebody may pass a document on."""
    mine = select(Document.id).where(Document.id == document.id, takes_part(person_id, day))
    return document.stage is None and db.session.scalar(mine) is not None


def give(
    document: Document, people: Collection[int], by: Person | None, words: str, at: datetime
) -> set[int]:
    """Store the copies that are new, tell their people, and say so in the document's stream."""
    by_id = by.id if by else None
    shared = {"document_id": document.id, "by_id": by_id, "words": words, "at": at}
    rows = [{**shared, "person_id": n} for n in sorted(set(people) - {document.author_id})]
    new = insert_new(Copy, rows) if rows else []
    if new:
        told = sorted(row.person_id for row in new)
        tell([copied(document, row, by) for row in new], at)
        record(stream(document), "document:copied", by_id, at, people=told, words=words)
    return {row.person_id for row in new}


def copied(document: Document, row: Copy, by: Person | None) -> News:
    """Somebody is to know of a document."""
    who, beside = f"{by.name}抄送" if by else "按规定抄送", f"（{row.words}）" if row.words else ""
    words = f"{who}：{called(document)}{beside}"
    return News(row.person_id, "copied", words, place_of(document), key_of(row.id), document.id)


def key_of(copy_id: int) -> str:
    """The key of what is told about a copy."""
    return f"copied:{copy_id}"


def note_read(copy_id: int, at: datetime) -> None:
    """Note that a copy was read, and the notice of it."""
    unread = update(Copy).where(Copy.id == copy_id, Copy.read_at.is_(None))
    db.session.execute(unread.values(read_at=at))
    settle([key_of(copy_id)], at)


def copies_of(document_id: int) -> list[Copy]:
    """To whom a document was passed on, the first first."""
    return list(db.session.scalars(every_copy(), {"document_id": document_id}))


@cache
def every_copy() -> Select[Copy]:
    """SQL, written once as every document's page asks it: the same of a `document_id`."""
    mine = Copy.document_id == bindparam("document_id", type_=Integer)
    return select(Copy).where(mine).options(joinedload(Copy.person)).order_by(Copy.id)


def copies_for(person_id: int) -> Select[Any]:
    """SQL: what was passed on to a person."""
    around = (joinedload(Copy.document).joinedload(Document.author), joinedload(Copy.by))
    return select(Copy).filter_by(person_id=person_id).options(*around)


def unread_copies(person_id: int) -> Select[Any]:
    """SQL: ids of what was passed on to a person and he has not read."""
    return select(Copy.id).where(Copy.person_id == person_id, Copy.read_at.is_(None))
