"""Pages: one's turn. Read the document, change what the step may change, decide; or revise what came back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from portal.core.approval.models import Decision, RouteStep, Task
from portal.core.approval.operations import (
    NotYours,
    PaperChanged,
    TooLate,
    change,
    decide,
    resend,
)
from portal.core.approval.route import declaration
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.decision_form import DecisionForm
from portal.core.desk.documents import shown_document
from portal.core.desk.filling import Filled, fill, keep, keep_for, refuse
from portal.core.desk.moment import this_moment
from portal.core.desk.sitting import Sitting
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.documents.operations import AlreadySent, NumberedOtherwise, current, view_of
from portal.core.facts import decode
from portal.core.instants import local_text
from portal.core.web.context import catalogue, zone
from portal.core.web.posted import posted_id
from portal.extensions import db, writing

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks/<id:task_id>")
@allow("work")
def show(task_id: int) -> str | Response:
    """The document and what can be done with it; a finished turn leads to the document."""
    task = own_task(task_id)
    if task.state != "open":
        return redirect(url_for("documents.show", document_id=task.document_id))
    if task.step is None:
        return redirect(url_for("tasks.edit_sheet", task_id=task_id))
    opinion = dict(drafts.kept(visitor().person_id, place(task_id)) or []).get("opinion", "")
    return decision_page(task, DecisionForm(opinion=opinion, seen=task.document.snapshot_id))


def park_decision(person_id: int, task_id: int) -> str:
    """Keep the opinion that met an expired session."""
    fields = [("opinion", request.form.get("opinion", ""))]
    task = db.session.get(Task, task_id)
    if task is not None and task.person_id == person_id:
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
    if not form.validate():
        if task.state != "open":
            return redirect(url_for("documents.show", document_id=task.document_id), 303)
        return decision_page(task, form), 422
    document_id = task.document_id
    try:
        with writing():
            decision = decide(task_id, visitor().person_id, form.verdict(), visitor().post, this_moment())
            drafts.discard(visitor().person_id, place(task_id))
            done = form.verbs[decision.kind]
    except NotYours:
        abort(404)
    except TooLate as late:
        return too_late(document_id, late.decision)
    except PaperChanged:
        return paper_changed(task_id, form)
    flash(f"已{done}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.get("/tasks/<id:task_id>/sheet")
@allow("work")
def edit_sheet(task_id: int) -> str | Response:
    """The sheet of one's turn: all of it for the author, the step's own cells for a signer."""
    task = own_sheet(task_id)
    if task.state != "open":
        return redirect(url_for("documents.show", document_id=task.document_id))
    return fill(sitting(task), {})


def park_sheet(person_id: int, task_id: int) -> str:
    """Keep the changes that met an expired session."""
    task = db.session.get(Task, task_id)
    if task is not None and task.person_id == person_id:
        keep_for(person_id, sitting(task))
    return url_for("tasks.edit_sheet", task_id=task_id)


@blueprint.post("/tasks/<id:task_id>/sheet")
@allow("work", park=park_sheet)
def update_sheet(task_id: int) -> Response | str | tuple[str, int]:
    """Keep the draft, change its lines, or take the changes over (signer) or send them again (author)."""
    task = own_sheet(task_id)
    if task.state != "open":
        return too_late(task.document_id, None)
    mine = sitting(task)
    if request.form.get("act") != "send":
        return keep(mine, url_for("tasks.edit_sheet", task_id=task_id))
    filled = Filled.from_post(mine)
    if filled.facts is None:
        return refuse(filled)
    return take_over(task, filled) if task.step_id else send_again(task, filled)


def take_over(task: Task, filled: Filled) -> Response:
    """A signer's changes become part of the document, marked old → new."""
    task_id, seen = task.id, posted_id("seen")
    try:
        with writing():
            assert filled.facts is not None  # noqa: S101 - narrowed by the caller
            change(task_id, visitor().person_id, filled.sitting.form, filled.facts, seen, this_moment())
            drafts.discard(visitor().person_id, filled.sitting.place)
    except NotYours:
        abort(404)
    except TooLate as late:
        return too_late(task.document_id, late.decision)
    except PaperChanged:
        flash("这张单据在你打开之后改过，请看改动再处理。")
        return redirect(url_for("tasks.edit_sheet", task_id=task_id), 303)
    flash("改动已保存，请核对后处理。")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def send_again(task: Task, filled: Filled) -> Response | tuple[str, int]:
    """The author's corrected document goes its way again."""
    task_id, document_id = task.id, task.document_id
    key, person_id = f"task:{task_id}", visitor().person_id
    try:
        with writing():
            assert filled.facts is not None  # noqa: S101 - narrowed by the caller
            resend(task_id, person_id, filled.sitting.form, filled.facts, key, this_moment())
            drafts.discard(person_id, filled.sitting.place)
    except NumberedOtherwise:
        filled.form.refuse((filled.sitting.form.period,), "编号已按原月份取得，不能改月份；请驳回后另填一张")
        return refuse(filled)
    except (AlreadySent, TooLate):
        flash("这张单据已经重新提交过，没有重复提交。")
    except NotYours:
        abort(404)
    else:
        flash("已重新提交，编号不变。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


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


def own_sheet(task_id: int) -> Task:
    """The visitor's task, if it lets him change anything; 404 for a step that only decides."""
    task = own_task(task_id)
    if task.step and not declaration(task.step).edits:
        abort(404)
    return task


def sitting(task: Task) -> Sitting:
    """The task's person at the document's sheet."""
    form = catalogue().type(task.document.type)
    snapshot = current(task.document)
    facts = decode(snapshot.facts, form.facts)
    edits = declaration(task.step).edits if task.step else ()
    seen = task.document.snapshot_id or 0
    return Sitting(
        form=form,
        place=f"{place(task.id)}:{seen}",
        unit_id=task.document.unit_id,
        head=view_of(snapshot).head,
        facts=facts,
        edits=edits,
        seen=seen,
        number=task.document.number,
    )


def decision_page(task: Task, form: DecisionForm) -> str:
    """The document with the decision beside it."""
    declared = declaration(task.step) if task.step else None
    values = shown_document(task.document)
    return render_template("core/desk/task.html", task=task, form=form, declared=declared, **values)


def paper_changed(task_id: int, form: DecisionForm) -> tuple[str, int]:
    """Nothing was decided: show the newer paper with its changes and the opinion as typed."""
    task = own_task(task_id)
    form.seen.data = str(task.document.snapshot_id)
    form.opinion.errors = ["这张单据在你打开之后改过，请看改动再处理。"]
    return decision_page(task, form), 409


def too_late(document_id: int, decision: Decision | None) -> Response:
    """Say who was faster, and when; nothing was changed."""
    if decision is None:
        flash("这一步已经处理过，你的操作没有生效。")
    else:
        who = "你" if decision.person_id == visitor().person_id else decision.person.name
        when, what = local_text(decision.at, zone())[5:], DecisionForm.verbs[decision.kind]
        flash(f"{who}已于 {when} {what}，这次操作没有生效。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def place(task_id: int) -> str:
    """Where drafts of a task are kept."""
    return f"task:{task_id}"
