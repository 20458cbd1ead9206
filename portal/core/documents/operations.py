"""Sending a document and changing it: number, promoted columns, immutable snapshots."""

import hashlib
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select

from portal.core.attachments.operations import attachments_of, bind
from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document, Snapshot, Submission
from portal.core.documents.numbers import bears, belong, take
from portal.core.documents.texts import remember
from portal.core.evidence import Attached
from portal.core.facts import Facts, encode
from portal.core.instants import Moment
from portal.core.sheet import Head, SheetView
from portal.extensions import db, insert_once


class Author(NamedTuple):
    """Who sends, from where: names as they are at that moment."""

    person_id: int
    name: str
    unit_id: int
    unit: str
    company: str


class Writer(NamedTuple):
    """Who wrote a version, when, and as part of which task (none: as its author)."""

    person_id: int
    at: datetime
    task_id: int | None = None


class AlreadySent(Exception):
    """The person has spent this form's key; `document_id` is what came of it."""

    def __init__(self, document_id: int) -> None:
        super().__init__(document_id)
        self.document_id = document_id


class NumberedOtherwise(ValueError):
    """The number was drawn for another period; a document keeps its number."""


def spend(key: str, person_id: int) -> Submission:
    """Spend a person's key of a form; raises AlreadySent for every click after the first."""
    mine = {"person_id": person_id, "key": key}
    first = insert_once(Submission, **mine)
    submission = db.session.scalars(select(Submission).filter_by(**mine)).one()
    if not first:
        raise AlreadySent(submission.document_id or 0)
    return submission


def create(form: DocumentType, facts: Facts, author: Author, key: str, moment: Moment) -> Document:
    """Make the document of a form's key: number, first snapshot, audit; raises AlreadySent."""
    submission = spend(key, author.person_id)
    day = form.numbered_on(facts, moment.day)
    series = form.numbering.series(day)
    serial = take(series)
    document = Document(
        type=form.code, number=form.numbering.number(day, serial), status="in_review",
        author_id=author.person_id, unit_id=author.unit_id, submitted_at=moment.at,
        **promoted(form, facts, moment),
    )  # fmt: skip
    db.session.add(document)
    db.session.flush()
    submission.document_id = document.id
    belong(series, serial, document.id)
    bind(author.person_id, key, document.id)
    head = Head(author.company, author.name, author.unit, f"{moment.day:%Y-%m-%d}")
    sent = snap(document, form, facts, head, Writer(author.person_id, moment.at))
    told = {"number": document.number, "snapshot": sent.digest}
    record(stream(document), "document:submitted", author.person_id, moment.at, **told)
    return document


def revise(document: Document, form: DocumentType, facts: Facts, key: str, moment: Moment) -> None:
    """Take the author's next version of a returned document; raises AlreadySent and NumberedOtherwise."""
    submission = spend(key, document.author_id)
    if not keeps_number(document, form, facts):
        raise NumberedOtherwise
    submission.document_id = document.id
    bind(document.author_id, key, document.id)
    for name, value in promoted(form, facts, moment).items():
        setattr(document, name, value)
    document.status = "in_review"
    sent = snap(document, form, facts, head_of(document), Writer(document.author_id, moment.at))
    told = {"snapshot": sent.digest}
    record(stream(document), "document:resubmitted", document.author_id, moment.at, **told)


def keeps_number(document: Document, form: DocumentType, facts: Facts) -> bool:
    """Whether the number still fits what the facts say their period is."""
    return form.numbered == "sent" or bears(document.id, form.numbering.series(form.period_of(facts).first()))


def promoted(form: DocumentType, facts: Facts, moment: Moment) -> dict[str, object]:
    """The columns that lists and rules ask, as functions of the facts."""
    title, summary = form.summary(facts)
    due = form.due_on(moment.terms, form.period_of(facts))
    return {"title": title, "summary": summary, "period": form.day_of(facts), "due": due}


def snap(document: Document, form: DocumentType, facts: Facts, head: Head, writer: Writer) -> Snapshot:
    """Store the document as it is now; it is read and printed from this for ever."""
    last = select(func.coalesce(func.max(Snapshot.position), 0)).filter_by(document_id=document.id)
    position = db.session.scalars(last).one() + 1
    sheet = form.view(facts, head, document.number, files_of(document, form, position))
    view, text = msgspec.json.encode(sheet).decode(), encode(facts)
    snapshot = Snapshot(
        document_id=document.id,
        position=position,
        version=form.version,
        facts=text,
        view=view,
        digest=digest(form.version, text, view),
        **writer._asdict(),
    )
    db.session.add(snapshot)
    db.session.flush()
    document.snapshot_id = snapshot.id
    remember(document, sheet)
    return snapshot


def files_of(document: Document, form: DocumentType, position: int) -> list[Attached]:
    """The files of a version of a document as its sheet names them."""
    rows = attachments_of(document.id, position) if form.evidence else []
    return [Attached(row.name, row.told, row.digest) for row in rows]


def digest(version: int, facts: str, view: str) -> str:
    """SHA-256 (hex) of everything a snapshot says."""
    return hashlib.sha256("\n".join((str(version), facts, view)).encode()).hexdigest()


def head_of(document: Document) -> Head:
    """The names around the facts, as the newest snapshot has them."""
    return view_of(current(document)).head


def current(document: Document) -> Snapshot:
    """The newest snapshot of a document."""
    return db.session.scalars(select(Snapshot).where(Snapshot.id == document.snapshot_id)).one()


def said(snapshot: Snapshot, form: DocumentType) -> Facts:
    """What a snapshot says, as the form reads it today; raises MissingUpgrade."""
    return form.read(snapshot.facts, snapshot.version)


def view_of(snapshot: Snapshot) -> SheetView:
    """A snapshot's view model."""
    return msgspec.json.decode(snapshot.view, type=SheetView)


def stream(document: Document) -> str:
    """The document's stream in the audit chain."""
    return f"document:{document.id}"
