"""Tasks on people's desks: put there, shelved, woken, taken away; each is told and noted in the audit."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import select, update

from portal.core.approval.models import Decision, Panel, Task
from portal.core.approval.telling import arrived, entrusted, taken, task_key, wall_of
from portal.core.approval.urging import settle_tasks
from portal.core.audit.chain import record
from portal.core.delegations.queries import delegates_of
from portal.core.documents.drafts import discard_of_tasks
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import settle, tell
from portal.extensions import db

ON_DESK = ("open", "waiting")


class Call(NamedTuple):
    """Whose turn it becomes, in which words, by which post, and the task that it was made from."""

    person_id: int
    reason: str
    post: str = ""
    holding_id: int | None = None
    origin_id: int | None = None


class Cause(NamedTuple):
    """What a turn is about: the clause, the panel of a step (none: to revise), the decision that led here."""

    clause: str
    panel: Panel | None = None
    decision: Decision | None = None


def give(document: Document, calls: Iterable[Call], cause: Cause, moment: Moment) -> None:
    """Put tasks on people's desks; in a panel that goes in order, all but the first wait for their turn."""
    in_order = cause.panel is not None and cause.panel.mode == "in_order"
    tasks = [task_of(document, call, cause, n, moment) for n, call in enumerate(calls)]
    for task in tasks[1:] if in_order else ():
        task.state = "waiting"
    put(document, tasks, moment)


def task_of(document: Document, call: Call, cause: Cause, place: int, moment: Moment) -> Task:
    """One task as it is stored."""
    return Task(
        document_id=document.id, step_id=cause.panel and cause.panel.step_id,
        panel_id=cause.panel and cause.panel.id, place=place, clause=cause.clause,
        state="open", opened_at=moment.at, opened_by=cause.decision and cause.decision.id, **call._asdict(),
    )  # fmt: skip


def put(document: Document, tasks: list[Task], moment: Moment) -> None:
    """Store new tasks, and tell those whose turn it is now."""
    db.session.add_all(tasks)
    db.session.flush()
    people = {str(task.id): task.person_id for task in tasks}
    waiting = [task.id for task in tasks if task.state == "waiting"]
    if tasks:
        told = {"tasks": people, "waiting": waiting, "step": tasks[0].step_id}
        record(stream(document), "tasks:given", None, moment.at, **told)
    tell_arrived(document, [task for task in tasks if task.state == "open"], moment)


def tell_arrived(document: Document, tasks: list[Task], moment: Moment) -> None:
    """Tell people that it is their turn, and those who act for them now."""
    acting = delegates_of({task.person_id for task in tasks if task.step_id}, document.type, moment.at)
    own = [arrived(document, task) for task in tasks]
    theirs = [entrusted(document, task, to) for task in tasks for to in acting.get(task.person_id, ())]
    tell([*own, *theirs], moment.at, wall_of(document))


def wake(document: Document, task: Task, moment: Moment, **by: int | None) -> None:
    """A waiting task's turn has come (`opened_by` a decision), or has come back (`woken_by`)."""
    task.state, task.opened_at, task.seen_at = "open", moment.at, None
    for name, decision_id in by.items():
        setattr(task, name, decision_id)
    db.session.flush()
    record(stream(document), "tasks:woken", None, moment.at, tasks=[task.id])
    tell_arrived(document, [task], moment)


def shelve(document: Document, task: Task, moment: Moment) -> None:
    """An open task waits until others have answered; what was typed there stays."""
    task.state = "waiting"
    db.session.flush()
    record(stream(document), "tasks:shelved", None, moment.at, tasks=[task.id])
    settle([task_key(task)], moment.at)


def clear(document: Document, moment: Moment, *which: Any, decision: Decision | None = None) -> None:
    """Take the document, or some of its tasks, off every desk."""
    mine = (Task.document_id == document.id, Task.state.in_(ON_DESK), *which)
    tasks = list(db.session.scalars(select(Task).where(*mine).order_by(Task.id)))
    take_off(document, tasks, moment, decision)


def take_off(document: Document, tasks: list[Task], moment: Moment, decision: Decision | None = None) -> None:
    """Take tasks off their desks, with what was typed there; those who had them open hear whose decision did
    that."""
    if not tasks:
        return
    ids, owners = [task.id for task in tasks], {t.id: t.person_id for t in tasks if t.state == "open"}
    settle_tasks(ids, moment.at)
    closed = {"state": "closed", "closed_at": moment.at, "closed_by": decision and decision.id}
    db.session.execute(update(Task).where(Task.id.in_(ids)).values(**closed))
    discard_of_tasks(ids)
    record(stream(document), "tasks:closed", None, moment.at, tasks=ids)
    if decision:
        others = [(n, person_id) for n, person_id in owners.items() if person_id != decision.person_id]
        told = [taken(document, n, person_id, decision.person.name) for n, person_id in others]
        tell(told, moment.at, wall_of(document))
