"""Pages: 暂缓销毁. Which documents are held and why; holding one, and releasing it. Numbers and days only."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.gone import kept_words
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.desk.verb_form import ReasonForm
from portal.core.documents import drafts
from portal.core.documents.models import Document
from portal.core.retention.faults import NotPossible
from portal.core.retention.holding import hold_back, let_go
from portal.core.retention.models import HoldAct
from portal.core.retention.queries import holds, holds_of
from portal.core.web.context import now
from portal.core.web.menu import MenuEntry
from portal.core.web.posted import asked
from portal.extensions import db, writing

blueprint = Blueprint("holds", __name__)
MENU = [MenuEntry("holds.index", "暂缓销毁", "keep_records")]
DRAFT_PLACES = {"hold": lambda number: url_for("holds.show", document_id=int(number))}
LONGEST_NUMBER, MOST_FOUND = 40, 20


@blueprint.get("/records/holds")
@allow("keep_records")
def index() -> str:
    """What is held, and the documents of a number."""
    number = asked("number")[:LONGEST_NUMBER]
    mine = func.upper(Document.number) == number.upper()
    found = list(db.session.scalars(select(Document).where(mine).limit(MOST_FOUND))) if number else []
    around = joinedload(HoldAct.document), joinedload(HoldAct.person)
    rows, more = keyset_page(holds().options(*around), HoldAct.id)
    return render_template("core/desk/holds.html", number=number, found=found, rows=rows, more=more)


@blueprint.get("/records/holds/<id:document_id>")
@allow("keep_records")
def show(document_id: int) -> str:
    """How long a document is kept, every hold so far, and the form for the next act."""
    typed = drafts.kept(visitor().person_id, place(document_id))
    form = ReasonForm(MultiDict(typed)) if typed else ReasonForm(formdata=None)
    return page(document_of(document_id), form)


def park(person_id: int, document_id: int) -> str:
    """Keep the reason that met an expired session."""
    fields = [("words", request.form.get("words", "")[: LONGEST_NUMBER * 10])]
    drafts.keep(person_id, place(document_id), "", "暂缓销毁", fields, now())
    return url_for("holds.show", document_id=document_id)


@blueprint.post("/records/holds/<id:document_id>")
@allow("keep_records", park=park)
def create(document_id: int) -> Response | tuple[str, int]:
    """Hold it, or release it, as the button said."""
    document, form, me = document_of(document_id), ReasonForm(), visitor().person_id
    if not form.validate():
        return page(document, form), 422
    act = let_go if request.form.get("act") == "release" else hold_back
    try:
        with writing():
            act(document_id, me, form.words.data or "", this_moment())
            drafts.discard(me, place(document_id))
    except NotPossible as fault:
        flash(f"没有改动：{fault}。")
    else:
        flash("已暂缓销毁。" if act is hold_back else "已解除暂缓。")
    return redirect(url_for("holds.show", document_id=document_id), 303)


def document_of(document_id: int) -> Document:
    """A document; 404 for none."""
    return db.session.get(Document, document_id) or abort(404)


def page(document: Document, form: ReasonForm) -> str:
    """A document's keeping, without what it says."""
    acts = holds_of(document.id)
    held = bool(acts) and acts[-1].held
    values = {"document": document, "acts": acts, "held": held, "kept": kept_words(document)}
    return render_template("core/desk/hold.html", form=form, **values)


def place(document_id: int) -> str:
    """Where a reason that was not given yet is kept."""
    return f"hold:{document_id}"
