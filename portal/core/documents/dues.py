"""When documents on their way are due, and ought to be decided: by the calendar and the parameters."""

from datetime import date, datetime
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
    """A document that is due, or ought to be decided, at another time now."""

    document: Document
    due: date | None
    decide_at: datetime | None

    @property
    def elsewhere(self) -> bool:
        """Whether that is otherwise than it is written."""
        return (self.due, self.decide_at) != (self.document.due, self.document.decide_at)


def keep_dues(moment: Moment) -> None:
    """Bring the due days up to date; run again it changes nothing."""
    if outdated(moment):
        with writing():
            for moved in outdated(moment):
                move(moved, moment)


def outdated(moment: Moment) -> list[Moved]:
    """The documents on their way that ought to be there by another day than is written."""
    timed = [form for form in catalogue().types() if form.due or form.decided]
    return [moved for form in timed for moved in of_form(form, moment)]


def of_form(form: DocumentType, moment: Moment) -> list[Moved]:
    """Those of one form."""
    query = select(Document).where(Document.type == form.code, Document.status.in_(ON_ITS_WAY))
    found = []
    for document in db.session.scalars(query.order_by(Document.id)):
        terms, period = moment.terms.of_unit(document.unit_id), document.period
        about = terms, Month(period.year, period.month)
        moved = Moved(document, form.due_on(*about), form.decided_at(*about))
        found += [moved] if moved.elsewhere else []
    return found


def move(moved: Moved, moment: Moment) -> None:
    """Write the new day down, unless somebody decided meanwhile."""
    document = hold(Document, id=moved.document.id)
    if document is None or document.status not in ON_ITS_WAY or not moved.elsewhere:
        return
    before, due = (document.due, document.decide_at), (moved.due, moved.decide_at)
    record(stream(document), "document:due_moved", None, moment.at, before=before, due=due)
    document.due, document.decide_at = due
    db.session.flush()
