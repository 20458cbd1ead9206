"""One's turn: the task, where its drafts are kept, and what to say when somebody was faster."""

from functools import cache, partial

from flask import abort, flash, redirect, url_for
from sqlalchemy import ColumnElement, Integer, Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload
from werkzeug.wrappers import Response

from portal.core.approval.acting import may_act_on
from portal.core.approval.models import Decision, RouteAct, RouteStep, Task
from portal.core.approval.taking_back import note_seen
from portal.core.approval.visibility import seen_by
from portal.core.auth.visitor import visitor
from portal.core.delegations.queries import standing_now
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.web.afterwards import after_answer
from portal.core.web.context import now, today, zone
from portal.extensions import db, writing


def own_task(task_id: int) -> Task:
    """The visitor's task, or that of somebody for whom he acts; 404 for anybody else's, as for none."""
    task = task_for(visitor().person_id, task_id)
    if task is None:
        abort(404)
    return task


def task_for(person_id: int, task_id: int) -> Task | None:
    """The task, if the person may act on it now. For whom he acts is asked unless it is his own: of a task of
    others as of none."""
    values = {"task_id": task_id, "person_id": person_id}
    own = db.session.scalar(one_of_ones_own(), values)
    mandates = [] if own else standing_now(person_id).mandates
    return db.session.scalar(one_task(may_act_on(person_id, mandates)), values) if mandates else own


@cache
def one_of_ones_own() -> Select[Task]:
    """SQL, written once: the task, if it is one of `person_id`."""
    return one_task(Task.person_id == bindparam("person_id", type_=Integer))


def one_task(may: ColumnElement[bool]) -> Select[Task]:
    """SQL: the task of a `task_id`, if it is one of those, with what every page of it asks."""
    query = select(Task).join(Task.document).where(Task.id == bindparam("task_id", type_=Integer), may)
    around = (
        contains_eager(Task.document).joinedload(Document.author),
        joinedload(Task.step).joinedload(RouteStep.flow),
        joinedload(Task.panel),
    )
    return query.options(*around)


def is_shown(task: Task) -> None:
    """The page of an open turn is shown to its person: note it once, after the answer (ADR 15)."""
    if task.state == "open" and task.seen_at is None:
        after_answer(partial(seen, task.id))


def seen(task_id: int) -> None:
    """Note that a turn was looked at."""
    with writing():
        note_seen(task_id, now())


def place(task_id: int, verb: str = "") -> str:
    """Where drafts of a task are kept: the opinion, or what was typed on the page of another verb."""
    return f"task:{task_id}:{verb}" if verb else f"task:{task_id}"


def too_late(document_id: int, deed: Decision | RouteAct | None) -> Response:
    """Say who was faster, when, and what he did; nothing was changed."""
    flash(overtaken(deed))
    return onwards(document_id)


def overtaken(deed: Decision | RouteAct | None) -> str:
    """Who was faster, when, and what he did."""
    if deed is None:
        return "这一步已经处理过，你的操作没有生效。"
    who = "你" if deed.person_id == visitor().person_id else deed.person.name
    return f"{who}已于 {local_text(deed.at, zone())[5:]} {deed.verb}，这次操作没有生效。"


def onwards(document_id: int) -> Response:
    """To the document; whoever saw it only while its step waited goes back to what waits for him."""
    seen = seen_by(visitor().person_id, document_id, today())
    place = url_for("documents.show", document_id=document_id) if seen else url_for("lists.inbox")
    return redirect(place, 303)
