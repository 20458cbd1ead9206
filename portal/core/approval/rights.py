"""Who may act on a task or a document now: asked again in every operation."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import joinedload

from portal.core.approval.faults import NoLonger, NotPossible, NotYours, PaperChanged, TooLate
from portal.core.approval.hooks import recused
from portal.core.approval.models import Decision, RouteAct, RouteStep, Task
from portal.core.audit.chain import know_head, newest
from portal.core.audit.models import AuditEvent
from portal.core.delegations.queries import delegates_of, mandate_for
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.org.models import Holding
from portal.core.org.queries import in_force
from portal.extensions import db, hold

HEAD = AuditEvent.position, AuditEvent.digest


class Held(NamedTuple):
    """A task with its document, locked; who acts, and for whom (nobody: for himself).

    What was read with them stays at hand: the newest `snapshot`, and who `wrote` the document.
    """

    task: Task
    document: Document
    actor_id: int
    for_id: int | None
    snapshot: Snapshot | None = None
    wrote: frozenset[int] | None = None


def held_task(task_id: int, actor_id: int, moment: Moment) -> Held:
    """The same as `locked_task`, with the note that its person does something."""
    held = locked_task(task_id, actor_id, moment)
    for name, at in acted(held.task, moment).items():
        setattr(held.task, name, at)
    return held


def locked_task(task_id: int, actor_id: int, moment: Moment) -> Held:
    """Lock the task's document, then read anew the task with its step and panel, and what the document says;
    raises NotYours, NoLonger."""
    document = hold(Document, id=select(Task.document_id).filter_by(id=task_id).scalar_subquery())
    if document is None:
        raise NotYours
    values: dict[str, Any] = {"task_id": task_id, "document_id": document.id, "newest": document.snapshot_id}
    values |= {"stream": stream(document), "day": moment.day}
    anew = {"populate_existing": True}
    found = db.session.execute(turn(), values, execution_options=anew).one()
    task, snapshot, holds, told, position, digest = found
    if position:
        know_head(stream(document), position, digest)
    for_id = whose(task, document, actor_id, moment)
    if task.state == "open" and not holds:
        raise NoLonger
    wrote = frozenset(int(person_id) for person_id in (told or "").split())
    return Held(task, document, actor_id, for_id, snapshot, wrote)


@cache
def turn() -> Select[Any]:
    """SQL, written once as every decision asks it: the task of a `task_id` with its step and panel, what its
    document (`document_id`) says in its `newest` version, whether its post is still its person's on a `day`,
    who wrote the document, and the head of its `stream`."""
    names = ("task_id", "document_id", "newest")
    task_id, document_id, snapshot_id = (bindparam(name, type_=Integer) for name in names)
    whole = newest(bindparam("stream", type_=String))
    last = (whole.with_only_columns(each).scalar_subquery() for each in HEAD)
    held = still_held(bindparam("day", type_=Date))
    query = select(Task, Snapshot, held, writers_told(document_id), *last)
    query = query.outerjoin(Snapshot, Snapshot.id == snapshot_id).where(Task.id == task_id)
    return query.options(joinedload(Task.step).joinedload(RouteStep.flow), joinedload(Task.panel))


def acted(task: Task, moment: Moment) -> dict[str, datetime]:
    """What is noted on a task when its person does something: when he saw it, when he first did so."""
    return {"seen_at": task.seen_at or moment.at, "acted_at": task.acted_at or moment.at}


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


def still_held(day: Any) -> ColumnElement[bool]:
    """SQL, over Task: whether the post by which it was given, if by any, is still its person's."""
    mine = select(Holding.id).join(Holding.post).join(Holding.person).where(Holding.id == Task.holding_id)
    return or_(Task.holding_id.is_(None), exists(mine.where(*in_force(day)).correlate(Task)))


def require_not_own(held: Held, moment: Moment) -> None:
    """Nobody decides on what he wrote himself; raises NotYours."""
    if held.actor_id in barred(held.document, moment, held.wrote):
        raise NotYours


def barred(document: Document, moment: Moment, wrote: frozenset[int] | None = None) -> set[int]:
    """Who may decide no step of a document: whoever `wrote` it (asked unless at hand), whom its regulation
    keeps from it, and who may act for them on this form."""
    apart = {*(writers(document.id) if wrote is None else wrote), *recused(document)}
    return apart.union(*delegates_of(apart, document.type, moment.at).values())


def writers(document_id: int) -> set[int]:
    """Everyone who wrote the document's facts outside a task."""
    query = select(Snapshot.person_id).filter_by(document_id=document_id, task_id=None)
    return set(db.session.scalars(query))


def writers_told(document_id: Any) -> ScalarSelect[str]:
    """SQL: the same in one text, with blanks between."""
    told = select(func.aggregate_strings(cast(Snapshot.person_id, String), " "))
    return told.where(Snapshot.document_id == document_id, Snapshot.task_id.is_(None)).scalar_subquery()


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
