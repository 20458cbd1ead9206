"""Who may act on a task or a document now: asked again in every operation."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select

from portal.core.approval.faults import NoLonger, NotPossible, NotYours, PaperChanged, TooLate
from portal.core.approval.hooks import recused
from portal.core.approval.models import Decision, RouteAct, Task
from portal.core.delegations.queries import delegates_of, mandate_for
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
    for_id = whose(task, document, actor_id, moment)
    if task.state == "open" and not still_holds(task, moment.day):
        raise NoLonger
    task.seen_at, task.acted_at = task.seen_at or moment.at, task.acted_at or moment.at
    return Held(task, document, actor_id, for_id)


def whose(task: Task, document: Document, actor_id: int, moment: Moment) -> int | None:
    """For whom somebody acts on a task (nobody: it is his own); raises NotYours."""
    if task.person_id == actor_id:
        return None
    entrusted = task.step_id and mandate_for(actor_id, task.person_id, document.type, moment.at)
    if not entrusted:
        raise NotYours
    return task.person_id


def require_one_voice(held: Held) -> None:
    """Nobody speaks twice in one panel, for himself and for another; raises NotPossible."""
    spoke = Decision.person_id == held.actor_id, Task.person_id == held.actor_id
    mine = (
        select(Task.id)
        .outerjoin(Decision, Decision.task_id == Task.id)
        .where(
            Task.panel_id == held.task.panel_id, Task.id != held.task.id, Task.state != "closed", or_(*spoke)
        )
    )
    panel = held.task.panel
    if held.for_id and panel and panel.mode != "any" and db.session.scalar(mine.limit(1)):
        raise NotPossible("这一步要不同的人签，你自己已经在其中，不能再代别人签。")


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


def barred(document: Document, moment: Moment) -> set[int]:
    """Who may decide no step of a document: whoever wrote it, whom its regulation keeps from it, and who may
    act for them on this form."""
    apart = writers(document.id) | recused(document)
    return apart.union(*delegates_of(apart, document.type, moment.at).values())


def writers(document_id: int) -> set[int]:
    """Everyone who wrote the document's facts outside a task."""
    query = select(Snapshot.person_id).filter_by(document_id=document_id, task_id=None)
    return set(db.session.scalars(query))


def require_open(task: Task, document: Document) -> None:
    """Raise TooLate, with what was done last, unless the task still waits for its person."""
    if task.state != "open":
        raise TooLate(newest_deed(document.id))


def newest_deed(document_id: int) -> Decision | RouteAct | None:
    """What was decided or done last on a document's way, if anything."""
    mine = {"document_id": document_id}
    decision = db.session.scalar(select(Decision).filter_by(**mine).order_by(Decision.id.desc()).limit(1))
    act = db.session.scalar(select(RouteAct).filter_by(**mine).order_by(RouteAct.id.desc()).limit(1))
    return act if act and not (decision and decision.at >= act.at) else decision


def require_unchanged(document: Document, seen: int) -> None:
    """What was seen is what is decided; raises PaperChanged."""
    if document.snapshot_id != seen:
        raise PaperChanged
