"""Due days of documents that are on their way: they follow the calendar and the parameters."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.document_type import DocumentType
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.documents.operations import stream
from portal.core.facts import Month
from portal.core.instants import Moment
from portal.core.web.context import catalogue
from portal.extensions import db, hold, writing


class Moved(NamedTuple):
    """A document whose due day is another one now."""

    document: Document
    due: date | None


def keep_dues(moment: Moment) -> None:
    """Bring the due days up to date; run again it changes nothing."""
    if outdated(moment):
        with writing():
            for moved in outdated(moment):
                move(moved, moment)


def outdated(moment: Moment) -> list[Moved]:
    """The documents on their way that ought to be there by another day than is written."""
    timed = [form for form in catalogue().types() if form.due]
    return [moved for form in timed for moved in of_form(form, moment)]


def of_form(form: DocumentType, moment: Moment) -> list[Moved]:
    """Those of one form."""
    query = select(Document).where(Document.type == form.code, Document.status.in_(ON_ITS_WAY))
    found = []
    for document in db.session.scalars(query.order_by(Document.id)):
        terms, period = moment.terms.of_unit(document.unit_id), document.period
        due = form.due_on(terms, Month(period.year, period.month))
        if due != document.due:
            found.append(Moved(document, due))
    return found


def move(moved: Moved, moment: Moment) -> None:
    """Write the new day down, unless somebody decided meanwhile."""
    document = hold(Document, id=moved.document.id)
    if document is None or document.status not in ON_ITS_WAY or document.due == moved.due:
        return
    record(stream(document), "document:due_moved", None, moment.at, before=document.due, due=moved.due)
    document.due = moved.due
    db.session.flush()
