"""Who may act on a task or a document now: asked again in every operation."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval.faults import NoLonger, NotYours, PaperChanged, TooLate
from portal.core.approval.models import Decision, Task
from portal.core.documents.models import Document, Snapshot
from portal.core.instants import Moment
from portal.core.org.models import Holding
from portal.core.org.queries import in_force
from portal.extensions import db, hold


class Held(NamedTuple):
    """A task with its document, locked; who acts, and for whom (nobody: for himself)."""

    task: Task
    document: Document
    actor_id: int
    for_id: int | None


def held_task(task_id: int, actor_id: int, moment: Moment) -> Held:
    """Lock the task's document, then read the task anew; raises NotYours, NoLonger."""
    owner = db.session.execute(select(Task.document_id, Task.person_id).filter_by(id=task_id)).first()
    document = hold(Document, id=owner.document_id) if owner else None
    if document is None or owner is None:
        raise NotYours
    task = db.session.scalars(
        select(Task).filter_by(id=task_id).execution_options(populate_existing=True)
    ).one()
    if task.person_id != actor_id:
        raise NotYours
    if task.state == "open" and not still_holds(task, moment.day):
        raise NoLonger
    task.seen_at = task.seen_at or moment.at
    return Held(task, document, actor_id, None)


def still_holds(task: Task, day: date) -> bool:
    """Whether the post by which a task was given is still its person's."""
    if task.holding_id is None:
        return True
    query = select(Holding.id).join(Holding.post).join(Holding.person)
    return db.session.scalar(query.where(Holding.id == task.holding_id, *in_force(day))) is not None


def require_not_own(held: Held, moment: Moment) -> None:
    """Nobody decides on what he wrote himself; raises NotYours."""
    if held.actor_id in barred(held.document, moment):
        raise NotYours


def barred(document: Document, moment: Moment) -> set[int]:  # noqa: ARG001 - until delegations come
    """Who cannot decide on a document: everyone who wrote its facts outside a task."""
    return writers(document.id)


def writers(document_id: int) -> set[int]:
    """Everyone who wrote the document's facts outside a task."""
    query = select(Snapshot.person_id).filter_by(document_id=document_id, task_id=None)
    return set(db.session.scalars(query))


def require_open(task: Task, document: Document) -> None:
    """Raise TooLate, with the decision that counts, unless the task still waits for its person."""
    if task.state != "open":
        raise TooLate(newest_decision(document.id))


def newest_decision(document_id: int) -> Decision | None:
    """The decision that counts, if there is one."""
    newest = select(Decision).filter_by(document_id=document_id).order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(newest)


def require_unchanged(document: Document, seen: int) -> None:
    """What was seen is what is decided; raises PaperChanged."""
    if document.snapshot_id != seen:
        raise PaperChanged
