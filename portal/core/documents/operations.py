"""Sending a document and changing it: number, promoted columns, immutable snapshots."""

import hashlib
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from sqlalchemy import func, select

from portal.core.attachments.operations import attachments_of, bind
from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.documents.case_files import hold_case, put_away
from portal.core.documents.destroyed import Destroyed, what_is_left
from portal.core.documents.models import Document, Serial, Snapshot, Submission
from portal.core.documents.numbers import bears, draw, use
from portal.core.documents.texts import remember
from portal.core.evidence import Attached
from portal.core.facts import Facts, encode
from portal.core.instants import Moment
from portal.core.sheet import Head, Judged, SheetView
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


def create(
    form: DocumentType, facts: Facts, author: Author, key: str, moment: Moment, paper: str = ""
) -> Document:
    """Make the document of a form's key, with its number (that of the paper it was written on); raises
    AlreadySent, CaseClosed, NotOnPaper."""
    submission = spend(key, author.person_id)
    case = hold_case(form, key)
    serial = first_serial(form, facts, paper, moment)
    document = Document(
        type=form.code, drawn_number=serial and serial.number, status="in_review",
        author_id=author.person_id, unit_id=author.unit_id, submitted_at=moment.at, case_id=case and case.id,
        compartment=form.audience or (case and case.compartment),
        **promoted(form, facts, author.unit_id, moment),
    )  # fmt: skip
    db.session.add(document)
    db.session.flush()
    submission.document_id = document.id
    if serial:
        serial.document_id = document.id
    bind(author.person_id, key, document.id)
    return document


def keep_first(
    document: Document, form: DocumentType, facts: Facts, author: Author, judged: Judged, moment: Moment
) -> None:
    """Store what was sent and by what it was judged: first snapshot, audit, its place in a case's file."""
    case = db.session.get(Document, document.case_id) if document.case_id else None
    filed = f"{moment.day:%Y-%m-%d}"
    head = Head(author.company, author.name, author.unit, filed, case.number if case else "")
    sent = snap(document, form, facts, head, judged, Writer(author.person_id, moment.at))
    told = {"number": document.drawn_number, "snapshot": sent.digest}
    record(stream(document), "document:submitted", author.person_id, moment.at, **told)
    put_away(document, form, moment)


def first_serial(form: DocumentType, facts: Facts, paper: str, moment: Moment) -> Serial | None:
    """The serial that a document is sent with: that of its paper, the next, or none before its receipt."""
    if form.issued == "receipt":
        return None
    return use(form, paper) if paper else draw(form, form.numbered_on(facts, moment.day))


def receive(document: Document, form: DocumentType, facts: Facts, person_id: int, moment: Moment) -> None:
    """Give a document that was received its number, once; found and printed with it from now on."""
    if document.drawn_number:
        return
    serial = draw(form, form.numbered_on(facts, moment.day))
    serial.document_id, document.drawn_number = document.id, serial.number
    record(stream(document), "document:numbered", person_id, moment.at, number=serial.number)
    remember(document, view_of(current(document)))


def revise(document: Document, form: DocumentType, facts: Facts, key: str, moment: Moment) -> None:
    """Take the author's next version of a returned document; raises AlreadySent and NumberedOtherwise."""
    submission = spend(key, document.author_id)
    if not keeps_number(document, form, facts):
        raise NumberedOtherwise
    submission.document_id = document.id
    bind(document.author_id, key, document.id)
    for name, value in promoted(form, facts, document.unit_id, moment).items():
        setattr(document, name, value)
    document.status = "in_review"


def keep_next(document: Document, form: DocumentType, facts: Facts, judged: Judged, moment: Moment) -> None:
    """Store what its author sent again and by what it was judged: snapshot, audit."""
    writer = Writer(document.author_id, moment.at)
    sent = snap(document, form, facts, head_of(document), judged, writer)
    told = {"snapshot": sent.digest}
    record(stream(document), "document:resubmitted", document.author_id, moment.at, **told)


def keeps_number(document: Document, form: DocumentType, facts: Facts) -> bool:
    """Whether the number still fits what the facts say their period is."""
    series = form.numbering.series(form.period_of(facts).first())
    fixed = form.numbered == "period" and document.drawn_number
    return not fixed or bears(document.id, form.code, series)


def promoted(form: DocumentType, facts: Facts, unit_id: int, moment: Moment) -> dict[str, object]:
    """The columns that lists and rules ask, as functions of the facts, by the unit's working days."""
    title, summary = form.summary(facts)
    about = moment.terms.of_unit(unit_id), form.period_of(facts)
    limits = {"due": form.due_on(*about), "decide_at": form.decided_at(*about)}
    return {"title": title, "summary": summary, "period": form.day_of(facts), **limits}


def snap(
    document: Document, form: DocumentType, facts: Facts, head: Head, judged: Judged, writer: Writer
) -> Snapshot:
    """Store the document as it is now; it is read and printed from this for ever. Its signature cells stay
    those that it was sent with first, as its flow does."""
    last = select(func.coalesce(func.max(Snapshot.position), 0)).filter_by(document_id=document.id)
    position = db.session.scalars(last).one() + 1
    sheet = form.view(facts, head, document.drawn_number or "", files_of(document, form, position))
    signed = view_of(current(document)).signed if position > 1 else sheet.signed
    sheet = replace(sheet, judged=judged, signed=signed)
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
    return db.session.get_one(Snapshot, document.snapshot_id)


def said(snapshot: Snapshot, form: DocumentType) -> Facts:
    """What a snapshot says, as the form reads it today; raises MissingUpgrade, Destroyed."""
    if not snapshot.facts:
        raise Destroyed(snapshot.document)
    return form.read(snapshot.facts, snapshot.version)


def view_of(snapshot: Snapshot) -> SheetView:
    """A snapshot's view model, under the number that its document has by now."""
    if not snapshot.view:
        return what_is_left(snapshot.document)
    view = msgspec.json.decode(snapshot.view, type=SheetView)
    return view if view.number else msgspec.structs.replace(view, number=snapshot.document.number)


def stream(document: Document) -> str:
    """The document's stream in the audit chain."""
    return f"document:{document.id}"
