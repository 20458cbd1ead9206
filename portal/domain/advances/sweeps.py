"""The duty to settle an advance: owed from the day it is drawn, done when nothing is left of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, select, update
from sqlalchemy.orm import aliased

from portal.core.calendar import Deadline, working_days_after
from portal.core.documents.models import IN_FORCE, Document
from portal.core.duties.models import Occurrence
from portal.core.instants import Moment
from portal.core.web.context import zone
from portal.domain.advances.models import Advance, Settlement
from portal.domain.advances.queries import left
from portal.extensions import db, insert_all_once, writing

NAME = "advance:"
DUTY = literal(NAME) + cast(Advance.document_id, String)
ASKED_FOR = timedelta(days=3)


def keep_advances(moment: Moment) -> None:
    """The sweep: what was drawn is owed, what is settled is not; run again it changes nothing."""
    asked = (not_owed_yet(), concerned(Document.status.not_in(IN_FORCE)), concerned(left() <= 0))
    moved = [row for row in db.session.execute(guessed()) if due_of(row[0], row[2], moment).day != row[1].due]
    if moved or any(db.session.execute(some.limit(1)).first() for some in asked):
        with writing():
            owe(moment)
            move(moment)
            let_go(moment.at)


def owe(moment: Moment) -> None:
    """Let everybody owe the settlement of what he drew."""
    rows = [row(advance, paper, moment) for advance, paper in db.session.execute(not_owed_yet())]
    insert_all_once(Occurrence, rows)


def not_owed_yet() -> Any:
    """SQL: advances in force of which something is left, whose settlement nobody owes yet."""
    query = select(Advance, Document).join(Document, Document.id == Advance.document_id)
    owed = exists().where(Occurrence.duty == DUTY)
    return query.where(Document.status.in_(IN_FORCE), left() > 0, ~owed).order_by(Advance.document_id)


def row(advance: Advance, document: Document, moment: Moment) -> dict[str, Any]:
    """The duty to settle an advance by its day."""
    return {
        "duty": f"{NAME}{advance.document_id}", "person_id": advance.person_id, "unit_id": document.unit_id,
        "first_day": advance.day, "last_day": advance.day, "state": "open", "reason": "",
        "about": f"核销借支 {document.number}（{advance.amount}）", **days(advance, document, moment),
    }  # fmt: skip


def days(advance: Advance, document: Document, moment: Moment) -> dict[str, Any]:
    """Since when it is asked for, and by when it is owed."""
    due = due_of(advance, document, moment)
    over = due.day + timedelta(days=1)
    return {
        "opens": max(advance.day, due.day - ASKED_FOR), "due": due.day, "late": over,
        "provisional": due.provisional, "due_at": start_of(over),
    }  # fmt: skip


def due_of(advance: Advance, document: Document, moment: Moment) -> Deadline:
    """By when an advance is to be settled, by the days on which its author's unit works."""
    calendar = moment.terms.of_unit(document.unit_id).calendar
    return working_days_after(calendar, advance.day, advance.within)


def start_of(day: date) -> datetime:
    """The instant at which a day begins in the company."""
    return datetime.combine(day, time(), zone())


def guessed() -> Any:
    """SQL: advances whose open duty rests on a year that is not entered, with duty and document."""
    query = select(Advance, Occurrence, Document).join(Occurrence, Occurrence.duty == DUTY)
    query = query.join(Document, Document.id == Advance.document_id)
    return query.where(Occurrence.state == "open", Occurrence.provisional)


def move(moment: Moment) -> None:
    """What rested on a guess is owed by the day that is known by now."""
    for advance, occurrence, document in db.session.execute(guessed()).all():
        for name, value in days(advance, document, moment).items():
            setattr(occurrence, name, value)
    db.session.flush()


def concerned(which: ColumnElement[bool]) -> Any:
    """SQL: open duties of some advances."""
    query = select(Occurrence.id).join(Advance, Occurrence.duty == DUTY)
    query = query.join(Document, Document.id == Advance.document_id)
    return query.where(Occurrence.state == "open", which)


def let_go(at: datetime) -> None:
    """Nobody owes the settlement of what is settled, or of what is in force no more."""
    void = update(Occurrence).where(Occurrence.id.in_(concerned(Document.status.not_in(IN_FORCE))))
    db.session.execute(void.values(state="void", reason="单据已失效", closed_at=at))
    for occurrence, settled_at in db.session.execute(settled()).all():
        occurrence.state, occurrence.closed_at = "done", settled_at
    db.session.flush()


def settled() -> Any:
    """SQL: open duties of advances of which nothing is left, with the moment of the last settlement."""
    paper = aliased(Document)
    last = select(func.max(paper.finished_at)).join(Settlement, Settlement.document_id == paper.id)
    last = last.where(Settlement.advance_id == Advance.document_id, paper.status.in_(IN_FORCE))
    query = select(Occurrence, last.correlate(Advance).scalar_subquery())
    query = query.join(Advance, Occurrence.duty == DUTY)
    return query.where(Occurrence.state == "open", left() <= 0)


SWEEPS = (keep_advances,)
