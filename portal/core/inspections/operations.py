"""Inspecting: one act over all that was shown."""

from typing import NamedTuple

from portal.core.among import among
from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.inspections.models import InspectedDocument, Inspection
from portal.core.inspections.queries import WeekOfRecords, below, records_of
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.paper import short_code
from portal.extensions import db, hold


class Inspector(NamedTuple):
    """Who looks, and by which post."""

    person_id: int
    post: str


class NothingToInspect(LookupError):
    """None of what was shown waits any more, or it was never this person's to look at."""


def inspect(
    whose: WeekOfRecords, inspector: Inspector, seen: set[int], remark: str, moment: Moment
) -> Inspection:
    """Note that somebody read the records he saw of a person's week; raises NothingToInspect.

    What was sent after the page was opened is not among `seen` and waits for another act.
    """
    hold(Person, id=whose.author_id)
    documents = waiting(whose, inspector.person_id, moment, seen)
    if not documents:
        raise NothingToInspect
    act = Inspection(
        type=whose.form.code, author_id=whose.author_id, monday=whose.week.monday, remark=remark, code="",
        at=moment.at, **inspector._asdict(),
    )  # fmt: skip
    db.session.add(act)
    db.session.flush()
    for document in documents:
        note(document, act)
    return act


def note(document: Document, act: Inspection) -> None:
    """Enter the act for one record; its first event gives the act its code."""
    db.session.add(InspectedDocument(document_id=document.id, inspection_id=act.id))
    told = {"inspection": act.id, "post": act.post, "remark": act.remark}
    event = record(stream(document), "document:inspected", act.person_id, act.at, **told)
    act.code = act.code or short_code(event.digest)
    db.session.flush()


def waiting(whose: WeekOfRecords, person_id: int, moment: Moment, seen: set[int]) -> list[Document]:
    """Of what was seen: the records that wait for this person; nobody inspects his own."""
    query = records_of(whose).outerjoin(InspectedDocument, InspectedDocument.document_id == Document.id)
    query = query.where(
        Document.id.in_(seen),
        Document.author_id != person_id,
        among(Document.unit_id, below(whose.form, person_id, moment.day)),
        InspectedDocument.document_id.is_(None),
    )
    return list(db.session.scalars(query))
