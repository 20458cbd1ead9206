"""The file of a case: what is entered in it, and the papers that are kept in it."""

import secrets
from typing import NamedTuple

from sqlalchemy import func, select

from portal.core.audit.chain import record
from portal.core.case import CLOSED, FILED, OPENED
from portal.core.document_type import DocumentType
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.paper import short_code
from portal.extensions import db, hold

HEX_OF_ID = 8  # an id has at most nine decimal figures (web/converters.py)


class CaseClosed(Exception):
    """No paper is begun in a closed case; nothing was sent."""


class Actor(NamedTuple):
    """Who acts on a case, and by which post."""

    person_id: int
    post: str


class Entry(NamedTuple):
    """What is to be entered; the names are those of the columns."""

    kind: str
    words: str = ""
    note: str = ""
    stage_from: str = ""
    stage_to: str = ""
    paper_id: int | None = None


def key_within(case_id: int) -> str:
    """A fresh key for a paper of a case: it ends in the case's id, so that drafts, files and workbooks of the
    sheet know the case as well."""
    return secrets.token_hex(16)[:-HEX_OF_ID] + f"{case_id:0{HEX_OF_ID}x}"


def case_id_of(key: str) -> int:
    """The id that the key of a case's paper ends in; 0, which no case has, for any other key."""
    try:
        number = int(key[-HEX_OF_ID:], 16)
    except ValueError:
        return 0
    return number if 0 < number < 10**9 else 0


def hold_case(form: DocumentType, key: str) -> Document | None:
    """Lock the case that a sheet belongs to, if its form is one of a case's; raises CaseClosed."""
    if not form.within:
        return None
    case = hold(Document, id=case_id_of(key))
    if case is None or case.type.lower() != form.within.lower() or case.stage == CLOSED:
        raise CaseClosed
    return case


def put_away(document: Document, form: DocumentType, moment: Moment) -> None:
    """Begin the case that a new document opens, or enter it into the file of the case it belongs to."""
    author = Actor(document.author_id, "")
    if form.case:
        enter(document, Entry(OPENED, stage_to=form.case.first), author, moment)
    if document.case_id:
        case = db.session.get_one(Document, document.case_id)
        enter(case, Entry(FILED, paper_id=document.id), author, moment)


def enter(case: Document, entry: Entry, actor: Actor, moment: Moment) -> CaseEvent:
    """Append an entry, its audit event and the stage that follows from it; the case is held."""
    told = {name: value for name, value in entry._asdict().items() if value}
    event = record(
        f"document:{case.id}", f"case:{entry.kind}", actor.person_id, moment.at, post=actor.post, **told
    )
    row = CaseEvent(
        case_id=case.id, position=newest_position(case.id) + 1, at=moment.at, code=short_code(event.digest),
        **actor._asdict(), **entry._asdict(),
    )  # fmt: skip
    db.session.add(row)
    case.stage = entry.stage_to or case.stage
    db.session.flush()
    return row


def newest_position(case_id: int) -> int:
    """The position of a case's newest entry; 0 before the first."""
    query = select(func.coalesce(func.max(CaseEvent.position), 0)).filter_by(case_id=case_id)
    return int(db.session.scalars(query).one())
