"""A bare decision: whoever is signed in closes an open task, and an audit row says so. Nothing else."""

from flask import Blueprint, abort, redirect
from sqlalchemy import update
from werkzeug.wrappers import Response

from portal.core.approval.models import Task
from portal.core.audit.models import AuditEvent
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.web.context import now
from portal.extensions import db, writing

blueprint = Blueprint("bare_decision", __name__)


@blueprint.post("/bare-decision/<id:task_id>")
@allow("work")
def create(task_id: int) -> Response:
    """Guarded: only one of two gets through."""
    mine = update(Task).where(Task.id == task_id, Task.state == "open", Task.person_id == visitor().person_id)
    with writing():
        done = db.session.execute(mine.values(state="done", closed_at=now()))
        if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            abort(409)
        stream, digest = f"bare:{task_id}", f"{task_id:064}"
        about = {"person_id": visitor().person_id, "at": now(), "payload_digest": digest, "digest": digest}
        db.session.add(AuditEvent(stream=stream, position=1, event="task:done", **about))
    return redirect("/", 303)
