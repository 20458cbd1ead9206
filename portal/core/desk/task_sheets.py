"""Pages: the sheet of one's turn. A signer adjusts what his step may change, an author revises."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.core.approval.faults import NoLonger, NotYours, PaperChanged, TooLate
from portal.core.approval.hooks import Refused
from portal.core.approval.models import Task
from portal.core.approval.rights import newest_deed
from portal.core.approval.sending import change, resend
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.filling import Filled, fill, keep, keep_for, refuse
from portal.core.desk.moment import this_moment
from portal.core.desk.revising import asked_to_revise
from portal.core.desk.sitting import Sitting
from portal.core.desk.turns import is_shown, onwards, own_task, place, task_for, too_late
from portal.core.desk.verb_form import CHANGED, GONE
from portal.core.documents import drafts
from portal.core.documents.operations import AlreadySent, NumberedOtherwise, current, said, view_of
from portal.core.web.context import catalogue
from portal.core.web.posted import posted_id
from portal.extensions import writing

blueprint = Blueprint("task_sheets", __name__)


@blueprint.get("/tasks/<id:task_id>/sheet")
@allow("work")
def edit(task_id: int) -> str | Response:
    """The sheet of one's turn: all of it for the author, the step's own cells for a signer."""
    task = own_sheet(task_id)
    if task.state != "open":
        return onwards(task.document_id)
    is_shown(task)
    return fill(sitting(task), [])


def park(person_id: int, task_id: int) -> str:
    """Keep the changes that met an expired session."""
    task = task_for(person_id, task_id)
    if task is not None:
        keep_for(person_id, sitting(task))
    return url_for("task_sheets.edit", task_id=task_id)


@blueprint.post("/tasks/<id:task_id>/sheet")
@allow("work", park=park)
def update(task_id: int) -> Response | str | tuple[str, int]:
    """Keep the draft, change its lines, or take the changes over (signer) or send them again (author)."""
    task = own_sheet(task_id)
    if task.state != "open":
        return too_late(task.document_id, newest_deed(task.document_id))
    mine = sitting(task)
    if request.form.get("act") != "send":
        return keep(mine, url_for("task_sheets.edit", task_id=task_id))
    filled = Filled.from_post(mine)
    if filled.facts is None:
        return refuse(filled)
    return take_over(task, filled) if task.step_id else send_again(task, filled)


def take_over(task: Task, filled: Filled) -> Response | tuple[str, int]:
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
        return too_late(task.document_id, late.deed)
    except Refused as refused:
        return refuse(filled.refused(refused))
    except NoLonger:
        filled.form.general.append(GONE)
        return refuse(filled)
    except PaperChanged:
        flash(CHANGED)
        return redirect(url_for("task_sheets.edit", task_id=task_id), 303)
    flash("改动已保存，请核对后处理。")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def send_again(task: Task, filled: Filled) -> Response | tuple[str, int]:
    """The author's corrected document goes its way again."""
    task_id, document_id = task.id, task.document_id
    key, person_id = f"task:{task_id}", visitor().person_id
    try:
        with writing():
            assert filled.facts is not None  # noqa: S101 - narrowed by the caller
            document = resend(task_id, person_id, filled.sitting.form, filled.facts, key, this_moment())
            drafts.discard(person_id, filled.sitting.place)
            told = "编号不变" if document.drawn_number else document.number_told
    except NumberedOtherwise:
        filled.form.refuse((filled.sitting.form.period,), "编号已定，不能改月份；请改回原月份")
        return refuse(filled)
    except Refused as refused:
        return refuse(filled.refused(refused))
    except (AlreadySent, TooLate):
        flash("这张单据已经重新提交过，没有重复提交。")
    except NotYours:
        abort(404)
    else:
        flash(f"已重新提交，{told}。")
    return redirect(url_for("documents.show", document_id=document_id), 303)


def own_sheet(task_id: int) -> Task:
    """The visitor's task, if it lets him change anything; 404 for a step that only decides."""
    task = own_task(task_id)
    if task.step and not task.step.declared.edits:
        abort(404)
    return task


def sitting(task: Task) -> Sitting:
    """The task's person at the document's sheet."""
    form = catalogue().type(task.document.type)
    snapshot = current(task.document)
    facts = said(snapshot, form)
    edits = task.step.declared.edits if task.step else None
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
        document_id=task.document_id,
        position=snapshot.position,
        returned=asked_to_revise(task),
    )
