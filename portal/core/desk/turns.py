"""One's turn: the task, where its drafts are kept, and what to say when somebody was faster."""

from flask import abort, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload
from werkzeug.wrappers import Response

from portal.core.approval.acting import may_act_on
from portal.core.approval.models import KINDS, Decision, RouteStep, Task
from portal.core.approval.visibility import seen_by
from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.web.context import now, today, zone
from portal.extensions import db


def own_task(task_id: int) -> Task:
    """The visitor's task, or that of somebody for whom he acts; 404 for anybody else's, as for none."""
    task = task_for(visitor().person_id, task_id)
    if task is None:
        abort(404)
    return task


def task_for(person_id: int, task_id: int) -> Task | None:
    """The task, if the person may act on it now."""
    query = select(Task).join(Task.document).where(Task.id == task_id, may_act_on(person_id, now()))
    around = (
        contains_eager(Task.document).joinedload(Document.author),
        joinedload(Task.step).joinedload(RouteStep.flow),
    )
    return db.session.scalar(query.options(*around))


def place(task_id: int) -> str:
    """Where drafts of a task are kept."""
    return f"task:{task_id}"


def too_late(document_id: int, decision: Decision | None) -> Response:
    """Say who was faster, and when; nothing was changed."""
    if decision is None:
        flash("这一步已经处理过，你的操作没有生效。")
    else:
        who = "你" if decision.person_id == visitor().person_id else decision.person.name
        when, what = local_text(decision.at, zone())[5:], KINDS[decision.kind]
        flash(f"{who}已于 {when} {what}，这次操作没有生效。")
    return onwards(document_id)


def onwards(document_id: int) -> Response:
    """To the document; whoever saw it only while its step waited goes back to what waits for him."""
    seen = seen_by(visitor().person_id, document_id, today())
    place = url_for("documents.show", document_id=document_id) if seen else url_for("lists.inbox")
    return redirect(place, 303)
