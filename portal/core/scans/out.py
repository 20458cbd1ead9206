"""Papers that are out: originals that were handed out to be signed; whoever took one owes its return."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, cast, exists, literal, select, update

from portal.core.documents.models import IN_FORCE, Document
from portal.core.duties.models import ONCE, Occurrence
from portal.core.instants import Moment
from portal.core.printing.models import PrintedCopy
from portal.core.scans.models import SignedCopy
from portal.core.web.context import zone
from portal.extensions import db, insert_all_once, writing

DAYS = 10  # working days until an original is wanted back [assumption]; whoever takes it may say another day
ASKED_FOR = timedelta(days=3)
DUTY = literal(ONCE) + cast(PrintedCopy.id, String)


def is_back() -> Any:
    """SQL: whether a printed copy came back."""
    same = SignedCopy.document_id == PrintedCopy.document_id, SignedCopy.copy == PrintedCopy.number
    return exists().where(*same)


def keep_papers(moment: Moment) -> None:
    """The sweep: what was handed out is owed, what is void is not; run again it changes nothing."""
    if any(db.session.execute(some.limit(1)).first() for some in (not_owed_yet(), of_no_use())):
        with writing():
            owe_returns()
            let_go(moment.at)


def owe_returns() -> None:
    """Let everybody owe the return of the originals that he took."""
    insert_all_once(Occurrence, [row(*found) for found in db.session.execute(not_owed_yet())])


def not_owed_yet() -> Any:
    """SQL: originals that are out, with their documents, whose return nobody owes yet."""
    query = select(PrintedCopy, Document).join(Document, Document.id == PrintedCopy.document_id)
    owed = exists().where(Occurrence.duty == DUTY)
    counts = Document.status.in_(IN_FORCE), Document.compartment.is_(None)
    wanted = PrintedCopy.original, PrintedCopy.back_by.is_not(None), *counts
    return query.where(*wanted, ~owed, ~is_back()).order_by(PrintedCopy.id)


def row(copy: PrintedCopy, document: Document) -> dict[str, Any]:
    """The duty to bring an original back by its day."""
    assert copy.back_by  # noqa: S101 - the question asked for it
    taken = copy.at.astimezone(zone()).date()
    return {
        "duty": f"{ONCE}{copy.id}", "person_id": copy.person_id, "unit_id": document.unit_id,
        "first_day": taken, "last_day": copy.back_by, "opens": max(taken, copy.back_by - ASKED_FOR),
        "due": copy.back_by, "late": copy.back_by + timedelta(days=1), "provisional": False, "due_at": None,
        "state": "open", "reason": "", "about": f"{document.title} {document.number} 第 {copy.number} 份",
    }  # fmt: skip


def of_no_use() -> Any:
    """SQL: open duties of papers whose document is not in force any more."""
    query = select(Occurrence.id).join(PrintedCopy, Occurrence.duty == DUTY)
    query = query.join(Document, Document.id == PrintedCopy.document_id)
    return query.where(Occurrence.state == "open", Document.status.not_in(IN_FORCE))


def let_go(at: datetime) -> None:
    """Nobody owes the return of a paper that is in force no more."""
    mine = update(Occurrence).where(Occurrence.id.in_(of_no_use()))
    db.session.execute(mine.values(state="void", reason="单据已失效", closed_at=at))


def came_back(document_id: int, copy: int, at: datetime) -> None:
    """A paper is here: its return is owed no more."""
    change(document_id, copy, "open", state="done", closed_at=at)


def out_again(document_id: int, copy: int) -> None:
    """A paper that was filed wrongly is out again."""
    change(document_id, copy, "done", state="open", closed_at=None)


def change(document_id: int, copy: int, before: str, **values: Any) -> None:
    """Change the duty to return a copy, as far as it stands so."""
    numbered = select(DUTY).where(PrintedCopy.document_id == document_id, PrintedCopy.number == copy)
    mine = update(Occurrence).where(Occurrence.duty.in_(numbered), Occurrence.state == before)
    db.session.execute(mine.values(**values))
