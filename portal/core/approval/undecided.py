"""What ought to be decided by now and is not: those whom its form names get a copy and take care of it."""

from sqlalchemy import select

from portal.core.approval.beside_models import Copy
from portal.core.approval.copying import declared_people, give
from portal.core.approval.telling import undecided
from portal.core.documents.models import ON_ITS_WAY, Document
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.core.org.queries import upwards
from portal.core.web.context import catalogue
from portal.extensions import db, hold, writing

WORDS = "期限内没有检核完"


def watch_undecided(moment: Moment) -> None:
    """Look at every document whose time is up, one transaction each; run again it tells nobody twice."""
    forms = [form.code for form in catalogue().types() if form.overdue_to]
    query = select(Document.id).where(Document.type.in_(forms), Document.status.in_(ON_ITS_WAY))
    overdue = query.where(Document.decide_at < moment.at).order_by(Document.id)
    for document_id in db.session.scalars(overdue).all():
        if to_tell(db.session.get_one(Document, document_id), moment):
            with writing():
                pass_on(document_id, moment)


def to_tell(document: Document, moment: Moment) -> set[int]:
    """Who is to know of a document and has no copy of it yet."""
    roles = catalogue().type(document.type).overdue_to
    held = declared_people(roles, upwards(document.unit_id, moment.day), moment.day)
    known = select(Copy.person_id).filter_by(document_id=document.id)
    return {each.person_id for each in held} - set(db.session.scalars(known)) - {document.author_id}


def pass_on(document_id: int, moment: Moment) -> None:
    """Give a document to those who are to know of it, unless it was decided meanwhile."""
    document = hold(Document, id=document_id)
    if document is None or document.status not in ON_ITS_WAY:
        return
    new = give(document, to_tell(document, moment), None, WORDS, moment.at)
    tell([undecided(document, person_id) for person_id in sorted(new)], moment.at)
