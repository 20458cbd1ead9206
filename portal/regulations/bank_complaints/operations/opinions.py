"""§2, §4: a complaint in the opinion book leads to its record."""

from sqlalchemy import select

from portal.core.approval.hooks import on_submitted
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.extensions import db
from portal.regulations.bank_complaints.documents import book, record
from portal.regulations.bank_complaints.facts import OpinionBook
from portal.regulations.bank_complaints.operations.file import refuse


@on_submitted(book)
def require_records(_document: Document, said: OpinionBook, _moment: Moment) -> None:
    """§4: what is named beside an entry is a complaint's record: one question for all."""
    named = {entry.record.id for entry in said.entries if entry.record}
    query = select(Document.id).where(Document.id.in_(named), Document.type == record.code)
    records = set(db.session.scalars(query)) if named else set()
    places = [n for n, entry in enumerate(said.entries) if entry.record and entry.record.id not in records]
    why = "要写客户投诉记录（F06-1）的编号"
    refuse(*(Refusal(("entries", place, "record"), why, "§4") for place in places))
