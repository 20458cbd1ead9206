"""One's turn: the task, where its drafts are kept, and what to say when somebody was faster."""

from flask import abort, flash, redirect, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from portal.core.approval.models import KINDS, Decision, RouteStep, Task
from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.instants import local_text
from portal.core.web.context import zone
from portal.extensions import db


def own_task(task_id: int) -> Task:
    """The visitor's task; 404 for anybody else's, as for none."""
    query = select(Task).filter_by(id=task_id, person_id=visitor().person_id)
    around = (
        joinedload(Task.document).joinedload(Document.author),
        joinedload(Task.step).joinedload(RouteStep.flow),
    )
    task = db.session.scalar(query.options(*around))
    if task is None:
        abort(404)
    return task


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
    return redirect(url_for("documents.show", document_id=document_id), 303)
