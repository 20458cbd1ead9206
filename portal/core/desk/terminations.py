"""Pages of the administrator: papers on their way by number, whom each waits for, and 终止 with a reason."""

from collections import defaultdict
from collections.abc import Iterable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Task
from portal.core.approval.verbs import TERMINATE
from portal.core.approval.withdrawing import UNFINISHED, terminate
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.desk.verb_form import ReasonForm
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked, posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("terminations", __name__)
MENU = (MenuEntry("terminations.index", "在办单据", "administer"),)
DRAFT_PLACES = {"termination": lambda number: url_for("terminations.new", document_id=int(number))}
LONGEST_NUMBER = 40


@blueprint.get("/administration/documents")
@allow("administer")
def index() -> str:
    """Papers on their way, newest first, or the one with a number: never what they say."""
    number = asked("number")[:LONGEST_NUMBER]
    query = select(Document).where(Document.status.in_(UNFINISHED))
    query = query.where(func.upper(Document.number) == number.upper()) if number else query
    rows, more = keyset_page(query, Document.id)
    values = {"rows": rows, "more": more, "number": number, "tasks": on_desks(row.id for row in rows)}
    return render_template("core/desk/terminations.html", **values)


@blueprint.get("/administration/documents/<id:document_id>/termination")
@allow("administer")
def new(document_id: int) -> str:
    """One paper on its way, and the reason for its end."""
    typed = drafts.kept(visitor().person_id, place(document_id))
    form = ReasonForm(MultiDict(typed)) if typed else ReasonForm(formdata=None)
    return termination_page(document_of(document_id), form)


def park(person_id: int, document_id: int) -> str:
    """Keep the reason that met an expired session."""
    drafts.keep(person_id, place(document_id), "", TERMINATE.title, posted_fields(), this_moment().at)
    return url_for("terminations.new", document_id=document_id)


@blueprint.post("/administration/documents/<id:document_id>/termination")
@allow("administer", park=park)
def create(document_id: int) -> Response | tuple[str, int]:
    """End it."""
    document, form = document_of(document_id), ReasonForm()
    if not form.validate():
        return termination_page(document, form), 422
    try:
        with writing():
            terminate(document_id, visitor().person_id, form.words.data or "", this_moment())
            drafts.discard(visitor().person_id, place(document_id))
    except NotYours:
        abort(404)
    except NotPossible as fault:
        status = form.take(fault)
        return termination_page(document_of(document_id), form), status
    flash("已终止，发起人和正在办理的人都会收到通知。")
    return redirect(url_for("terminations.index"), 303)


def document_of(document_id: int) -> Document:
    """A document that takes part in approval; 404 for none, and for a case."""
    document = db.session.get(Document, document_id)
    if document is None or document.stage:
        abort(404)
    return document


def on_desks(document_ids: Iterable[int]) -> dict[int, list[Task]]:
    """Who has each of some papers, and since when."""
    query = select(Task).filter_by(state="open").where(Task.document_id.in_(list(document_ids)))
    found: dict[int, list[Task]] = defaultdict(list)
    for task in db.session.scalars(query.options(joinedload(Task.person)).order_by(Task.id)):
        found[task.document_id].append(task)
    return found


def termination_page(document: Document, form: ReasonForm) -> str:
    """The number, where the paper stands, and the reason."""
    tasks = on_desks([document.id])[document.id]
    may = document.status in UNFINISHED
    return render_template(
        "core/desk/termination.html", document=document, form=form, tasks=tasks, verb=TERMINATE, may=may
    )


def place(document_id: int) -> str:
    """Where a reason that was not given yet is kept."""
    return f"termination:{document_id}"
