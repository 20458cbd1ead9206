"""Saying something about a document, and taking it back; whoever it concerns is told."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.approval.models import Task
from portal.core.approval.telling import called, place_of
from portal.core.approval.visibility import seen_by
from portal.core.audit.chain import record
from portal.core.comments.models import Comment
from portal.core.comments.queries import newest_by
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import News, tell
from portal.core.org.models import Person
from portal.extensions import db, hold

LONGEST_TOLD = 60
AT_ONCE = timedelta(minutes=10)


class NotSeen(LookupError):
    """There is no such document for this person, or no such comment of his."""


class SaidAlready(Exception):
    """A moment ago he said this very thing of the document: a second click."""


def comment_on(
    document_id: int, person_id: int, words: str, people: Collection[int], moment: Moment
) -> Comment:
    """Say something about a document, and tell its author, those who have it on their desks, and of `people`
    those who took part in it; raises NotSeen and SaidAlready."""
    document = hold(Document, id=document_id)
    if document is None or seen_by(person_id, document_id, moment.day) is None:
        raise NotSeen
    newest = newest_by(document_id, person_id)
    if newest and (newest.words, newest.withdrawn_at) == (words, None) and moment.at - newest.at < AT_ONCE:
        raise SaidAlready
    row = Comment(document_id=document_id, person_id=person_id, at=moment.at, words=words)
    db.session.add(row)
    db.session.flush()
    told = concerned(document) | (set(people) & parties(document_id))
    tell([commented(document, row, one) for one in sorted(told - {person_id})], moment.at)
    record(stream(document), "comment:made", person_id, moment.at, comment=row.id, words=words)
    return row


def withdraw(comment_id: int, person_id: int, moment: Moment) -> int:
    """Take one's own comment back; returns the document's id. Raises NotSeen."""
    document_id = db.session.scalar(select(Comment.document_id).filter_by(id=comment_id, person_id=person_id))
    document = hold(Document, id=document_id) if document_id else None
    if document is None or seen_by(person_id, document.id, moment.day) is None:
        raise NotSeen
    row = db.session.get_one(Comment, comment_id, populate_existing=True)
    if row.withdrawn_at is None:
        row.withdrawn_at = moment.at
        record(stream(document), "comment:withdrawn", person_id, moment.at, comment=row.id)
    db.session.flush()
    return document.id


def concerned(document: Document) -> set[int]:
    """The author, and those who have the document on their desks."""
    desks = select(Task.person_id).filter_by(document_id=document.id, state="open")
    return {document.author_id, *db.session.scalars(desks)}


def parties(document_id: int) -> set[int]:
    """Everybody who has or had a task with the document, or a copy of it."""
    tasks = select(Task.person_id).filter_by(document_id=document_id)
    copies = select(Copy.person_id).filter_by(document_id=document_id)
    return set(db.session.scalars(tasks.union(copies)))


def people_to_tell(document: Document, person_id: int) -> list[Person]:
    """Whom a comment may be pointed out to beside those whom it reaches anyway, by name."""
    others = parties(document.id) - concerned(document) - {person_id}
    return list(db.session.scalars(select(Person).where(Person.id.in_(others)).order_by(Person.number)))


def commented(document: Document, row: Comment, person_id: int) -> News:
    """Somebody said something about a document."""
    who, cut = db.session.get_one(Person, row.person_id).name, "…" if len(row.words) > LONGEST_TOLD else ""
    words = f"{who}评论：{called(document)}：{' '.join(row.words[:LONGEST_TOLD].split())}{cut}"
    return News(person_id, "commented", words, place_of(document), f"comment:{row.id}", document.id)
