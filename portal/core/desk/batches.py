"""Pages: 批量同意. The papers of a form that wait for the visitor, and what became of each he agreed to."""

from typing import NamedTuple

from flask import Blueprint, abort, current_app, render_template, url_for
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from portal.core.approval.batch import MOST, agree, counted, oldest, waiting_tasks
from portal.core.approval.faults import NotYours, TooLate
from portal.core.approval.models import Task
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.batch_form import BatchForm
from portal.core.desk.mandates import mandates_now
from portal.core.desk.moment import this_moment
from portal.core.desk.refused_decisions import note_refused_decision
from portal.core.desk.sheets import form_of
from portal.core.desk.turns import overtaken
from portal.core.desk.verb_form import FAULTS, why_not
from portal.core.document_type import DocumentType
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.phrases.queries import phrases_of
from portal.core.web.context import catalogue
from portal.core.web.posted import posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("batches", __name__)
DRAFT_PLACES = {"batch": lambda code: url_for("batches.new", code=code)}
NOT_YOURS = "现在不由你办理，没有同意。"
BUSY = "系统正忙，这张没有同意，请稍后再试。"


class Line(NamedTuple):
    """What became of one paper; None stands for one that is not the visitor's."""

    document: Document | None
    told: str
    agreed: bool = False


@blueprint.get("/batches/<code>")
@allow("work")
def new(code: str) -> str:
    """The papers that wait, all of them ticked, or those that were ticked when a session ran out."""
    form_type = batch_form_of(code)
    typed = drafts.kept(visitor().person_id, place(form_type))
    form = BatchForm(MultiDict(typed)) if typed else BatchForm(formdata=None)
    return page(form_type, form, everything=not typed)


def park(person_id: int, code: str) -> str:
    """Keep the opinion and the ticks that met an expired session."""
    form_type = batch_form_of(code)
    title, at = f"批量同意 · {form_type.title}", this_moment().at
    drafts.keep(person_id, place(form_type), "", title, posted_fields(), at)
    return url_for("batches.new", code=form_type.slug)


@blueprint.post("/batches/<code>")
@allow("work", park=park)
def create(code: str) -> str | tuple[str, int]:
    """Agree to each ticked paper in a transaction of its own, and say of each what became of it."""
    form_type, form = batch_form_of(code), BatchForm()
    if not form.validate():
        return page(form_type, form), 422
    opinion = form.words.data or ""
    told = [(task_id, *agreed(form_type, task_id, seen, opinion)) for task_id, seen in form.chosen]
    with writing():
        drafts.discard(visitor().person_id, place(form_type))
    rest = counted(visitor().person_id, mandates_now(), (form_type.code,))
    values = {"form_type": form_type, "lines": lines(told), "rest": rest.get(form_type.code, 0)}
    return render_template("core/desk/batch_done.html", **values)


def agreed(form_type: DocumentType, task_id: int, seen: int, opinion: str) -> tuple[str, bool]:
    """Agree to one; what became of it, in a sentence, and whether it is agreed."""
    words = opinion if opinion.strip() else ""
    try:
        with writing():
            decision = agree(task_id, form_type, visitor().person_id, words, seen, this_moment())
            return f"已{decision.verb}", True
    except NotYours:
        return NOT_YOURS, False
    except TooLate as late:
        return overtaken(late.deed), False
    except FAULTS as fault:
        note_refused_decision(task_id, fault)
        return "".join(why_not(fault)), False
    except OperationalError:
        current_app.logger.exception("a paper of a batch was not agreed to")
        return BUSY, False


def lines(told: list[tuple[int, str, bool]]) -> list[Line]:
    """The sentences beside their papers, whose titles only those see whose turn they were."""
    within = [task_id for task_id, why, _ in told if why != NOT_YOURS]
    query = select(Task).where(Task.id.in_(within)).options(
        joinedload(Task.document).joinedload(Document.author)
    )  # fmt: skip
    papers = {task.id: task.document for task in db.session.scalars(query)}
    return [Line(papers.get(task_id), why, is_agreed) for task_id, why, is_agreed in told]


def page(form_type: DocumentType, form: BatchForm, everything: bool = False) -> str:
    """What waits, with what is ticked."""
    me = visitor().person_id
    rows = oldest(waiting_tasks(me, mandates_now(), [form_type.code]), form_type)
    shown = {task.id: f"{task.id}-{task.document.snapshot_id}" for task in rows[:MOST]}
    ticked = set(shown.values()) if everything else set(form.tasks.data or ())
    values = {"rows": rows[:MOST], "shown": shown, "ticked": ticked, "more": len(rows) > MOST, "most": MOST}
    around = {"form_type": form_type, "form": form, "me": me, "phrases": phrases_of(me)}
    return render_template("core/desk/batch.html", **values, **around)


def batches() -> list[tuple[DocumentType, int]]:
    """Forms of which several papers wait that can be agreed to at once, with their number; for the inbox."""
    forms = [form for form in catalogue().types() if form.batch]
    codes = tuple(form.code for form in forms)
    found = counted(visitor().person_id, mandates_now(), codes) if forms else {}
    return [(form, found[form.code]) for form in forms if found.get(form.code, 0) > 1]


def batch_form_of(code: str) -> DocumentType:
    """The form of an address that lets its papers be agreed to at once; 404 for any other."""
    form_type = form_of(code)
    if not form_type.batch:
        abort(404)
    return form_type


def place(form_type: DocumentType) -> str:
    """Where what was typed is kept until it is sent."""
    return f"batch:{form_type.slug}"
