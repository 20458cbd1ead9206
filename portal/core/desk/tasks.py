"""Pages: one's turn to decide. The document, what can be done with it, and the decision."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.deciding import decide
from portal.core.approval.faults import NotYours, PaperChanged, TooLate
from portal.core.approval.hooks import Refused
from portal.core.approval.models import KINDS, Decision, Task
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.decision_form import DecisionForm
from portal.core.desk.documents import shown_document
from portal.core.desk.moment import this_moment
from portal.core.desk.turns import onwards, own_task, place, task_for, too_late
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.extensions import db, writing

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks/<id:task_id>")
@allow("work")
def show(task_id: int) -> str | Response:
    """The document and what can be done with it; a finished turn leads to the document."""
    task = own_task(task_id)
    if task.state != "open":
        return onwards(task.document_id)
    if task.step is None:
        return redirect(url_for("task_sheets.edit", task_id=task_id))
    opinion = dict(drafts.kept(visitor().person_id, place(task_id)) or []).get("opinion", "")
    return decision_page(task, DecisionForm(opinion=opinion, seen=task.document.snapshot_id))


def park_decision(person_id: int, task_id: int) -> str:
    """Keep the opinion that met an expired session."""
    fields = [("opinion", request.form.get("opinion", ""))]
    task = task_for(person_id, task_id)
    if task is not None:
        drafts.keep(person_id, place(task_id), "", task.document.title, fields, this_moment().at)
    return url_for("tasks.show", task_id=task_id)


@blueprint.post("/tasks/<id:task_id>/decision")
@allow("work", park=park_decision)
def create_decision(task_id: int) -> Response | tuple[str, int]:
    """Decide on exactly what was shown."""
    task = own_task(task_id)
    if task.step is None:
        abort(404)
    form = DecisionForm()
    form.answer = task.step.declared.answer
    if not form.validate():
        if task.state != "open":
            return onwards(task.document_id)
        return decision_page(task, form), 422
    document_id = task.document_id
    try:
        with writing():
            decision = decide(task_id, visitor().person_id, form.verdict(), this_moment())
            drafts.discard(visitor().person_id, place(task_id))
            done = KINDS[decision.kind] + numbered(decision)
    except NotYours:
        abort(404)
    except TooLate as late:
        return too_late(document_id, late.decision)
    except PaperChanged:
        return paper_changed(task_id, form)
    except Refused as refused:
        form.opinion.errors = [refusal.message for refusal in refused.refusals]
        return decision_page(own_task(task_id), form), 422
    flash(f"已{done}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def numbered(decision: Decision) -> str:
    """The number that the decision gave the document, in its sentence."""
    received = decision.kind == "approve" and decision.step.declared.receives
    return f"，{db.session.get_one(Document, decision.document_id).number_told}" if received else ""


def decision_page(task: Task, form: DecisionForm) -> str:
    """The document with the decision beside it, unless it is not the visitor's to decide."""
    declared = task.step.declared if task.step else None
    values = shown_document(task.document)
    barred = values["turn"] and values["turn"].barred
    template = "core/desk/document.html" if barred else "core/desk/task.html"
    return render_template(template, task=task, form=form, declared=declared, **values)


def paper_changed(task_id: int, form: DecisionForm) -> tuple[str, int]:
    """Nothing was decided: show the newer paper with its changes and the opinion as typed."""
    task = own_task(task_id)
    form.seen.data = str(task.document.snapshot_id)
    form.opinion.errors = ["这张单据在你打开之后改过，请看改动再处理。"]
    return decision_page(task, form), 409
