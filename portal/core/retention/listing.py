"""Preparing a destruction list, and taking a document off it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.documents.numbers import take
from portal.core.instants import Moment, local_day
from portal.core.org.models import Person
from portal.core.retention.faults import NotPossible, Settled
from portal.core.retention.models import DestructionItem, DestructionList
from portal.core.retention.queries import Until, due, on_list
from portal.core.retention.rules import due_from
from portal.extensions import db, hold, insert_new

SERIES = "XH"
MOST = 500


class Wanted(NamedTuple):
    """What somebody wants on a list: forms, up to which year, and the opinion that appraised it; the page's
    key."""

    forms: Sequence[DocumentType]
    until: Until
    opinion: str
    key: str


def prepare(wanted: Wanted, person_id: int, moment: Moment) -> DestructionList:
    """Enter a list of what is due, the oldest first, at most MOST; the list of the first press for a second.
    Raises NotPossible when nothing is due."""
    hold(Person, id=person_id)
    known = db.session.scalar(select(DestructionList).filter_by(prepared_by=person_id, key=wanted.key))
    if known:
        return known
    found = list(db.session.scalars(due(wanted.forms, wanted.until).order_by(Document.id).limit(MOST)))
    if not found:
        raise NotPossible("没有到期可以销毁的单据：可能已经在别的清册上")
    row = numbered(wanted, person_id, moment)
    put_on(row, found, wanted, moment)
    return row


def numbered(wanted: Wanted, person_id: int, moment: Moment) -> DestructionList:
    """A list under the year's next number, with nothing on it yet."""
    year = moment.day.year
    number = f"{SERIES}-{year}-{take(SERIES, str(year)):03d}"
    row = DestructionList(
        number=number, until_year=wanted.until.year, opinion=wanted.opinion, prepared_by=person_id,
        key=wanted.key, at=moment.at,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def put_on(row: DestructionList, found: list[Document], wanted: Wanted, moment: Moment) -> None:
    """Put documents on a list, but those that somebody else listed at the same moment."""
    years = {form.code: form.keep_years for form in wanted.forms}
    items = [
        {"list_id": row.id, "document_id": document.id, "keep_years": years[document.type],
         "due_from": due_from(local_day(document.finished_at, wanted.until.zone), years[document.type])}
        for document in found if document.finished_at
    ]  # fmt: skip
    put = insert_new(DestructionItem, items)
    if not put:
        raise NotPossible("没有到期可以销毁的单据：别人刚刚列入了清册")
    told = {"number": row.number, "opinion": row.opinion, "documents": [item.document_id for item in put]}
    record(stream(row), "destruction_list:prepared", row.prepared_by, moment.at, **told)


def take_off(list_id: int, document_id: int, person_id: int, moment: Moment) -> None:
    """Take one document off a list that waits for signatures; raises NotPossible, Settled."""
    row = open_list(list_id)
    item = db.session.scalar(on_list(list_id).where(DestructionItem.document_id == document_id))
    if item is None:
        raise Settled("这张单据已经不在清册上")
    item.released_by, item.released_at = person_id, moment.at
    record(stream(row), "destruction_list:taken_off", person_id, moment.at, document=document_id)
    db.session.flush()


def open_list(list_id: int) -> DestructionList:
    """A list that waits for signatures, held by this transaction; raises NotPossible, Settled."""
    row = hold(DestructionList, id=list_id)
    if row is None:
        raise NotPossible("没有这份清册")
    if row.state != "open":
        raise Settled(f"这份清册{row.state_label}，不能再改")
    return row


def stream(row: DestructionList) -> str:
    """The list's stream in the audit chain."""
    return f"destruction_list:{row.id}"
