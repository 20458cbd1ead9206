"""Page: it works again, or it does not; one press by whoever reported it."""

from typing import NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from portal.core.approval.deciding import Verdict, decide, targets
from portal.core.approval.faults import NoLonger, NotYours, PaperChanged, TooLate
from portal.core.approval.models import Task
from portal.core.approval.route import newest_round
from portal.core.approval.visibility import seen_by
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.moment import this_moment
from portal.core.desk.words import Words
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.core.web.posted import posted_id
from portal.domain.operations.models import Incident
from portal.domain.operations.views.blueprint import blueprint
from portal.extensions import db, writing

WORKS_AGAIN, SILENT = "已经好了", "请写明现在是什么情况"


class AnswerForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """What he adds; whoever says that it does not work says how."""

    words = Words("说明", 300)


class Asked(NamedTuple):
    """An incident whose reporter is asked, on which turn, about which paper."""

    incident: Incident
    task: Task
    paper: Document


@blueprint.get("/repairs/<id:document_id>/answer")
@allow("work")
def answering(document_id: int) -> str:
    """Does it work?"""
    return answering_page(asked_of(document_id), AnswerForm())


@blueprint.post("/repairs/<id:document_id>/answer")
@allow("work")
def create_answer(document_id: int) -> Response | tuple[str, int]:
    """It does: the paper is signed; it does not: it goes back to whoever said so."""
    asked, form = asked_of(document_id), AnswerForm()
    valid, again = form.validate(), request.form.get("act") == "again"
    words = (form.words.data or "").strip()
    if valid and again and not words:
        form.words.errors = [SILENT]
    if form.words.errors:
        return answering_page(asked, form), 422
    verdict = back(asked, words) if again else Verdict("approve", words or WORKS_AGAIN, posted_id("seen"))
    try:
        with writing():
            decide(asked.task.id, visitor().person_id, verdict, this_moment())
    except (NotYours, NoLonger, TooLate, PaperChanged):
        flash("这件事刚刚有了变化，没有登记，请再看一次。")
    else:
        flash("已转回处理人，会继续处理。" if again else "谢谢，已确认。")
    return redirect(url_for("operations.mine"), 303)


def back(asked: Asked, words: str) -> Verdict:
    """Back to the last one who acted."""
    step = asked.task.step
    before = targets(step, newest_round(asked.paper.id)) if step else []
    return Verdict("return", words, posted_id("seen"), before[-1].id if before else None)


def asked_of(case_id: int) -> Asked:
    """An incident that works again, and the visitor's turn to say so; 404 where he has none."""
    case = seen_by(visitor().person_id, case_id, today())
    incident = db.session.get(Incident, case_id) if case else None
    if incident is None or incident.restored_at is None:
        abort(404)
    mine = select(Task).join(Task.document).where(Document.case_id == case_id, Task.state == "open")
    mine = mine.where(Task.person_id == visitor().person_id, Task.step_id.is_not(None))
    found = (task for task in db.session.scalars(mine.options(joinedload(Task.document))) if ends(task))
    task = next(found, None)
    if task is None:
        abort(404)
    return Asked(incident, task, task.document)


def ends(task: Task) -> bool:
    """Whether a turn is the last one of its paper, and changes nothing on it."""
    step = task.step
    return step is not None and not step.declared.edits and newest_round(step.document_id)[-1].id == step.id


def answering_page(asked: Asked, form: AnswerForm) -> str:
    """The page."""
    return render_template("domain/operations/answer.html", **asked._asdict(), form=form)
