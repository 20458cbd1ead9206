"""Pages: 抄送我的, what was passed on to a person; and passing a document on."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.core.approval.beside_models import Copy
from portal.core.approval.copying import NoParty, copies_for, copies_of, copy_to, may_copy
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.colleagues import suggestions
from portal.core.desk.copy_form import CopyForm
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.lists import keyset_page
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import today
from portal.extensions import writing

blueprint = Blueprint("copies", __name__)


@blueprint.get("/copies")
@allow("work")
def index() -> str:
    """What was passed on to this person, newest first."""
    rows, more = keyset_page(copies_for(visitor().person_id), Copy.id)
    return render_template("core/desk/copies.html", rows=rows, more=more, today=today())


@blueprint.get("/documents/<id:document_id>/copies")
@allow("work")
def show(document_id: int) -> str:
    """To whom the document was passed on, and passing it on further for whoever takes part in it."""
    document = document_for_visitor(document_id)
    return page(document, CopyForm() if may_copy(document, visitor().person_id, today()) else None)


@blueprint.post("/documents/<id:document_id>/copies")
@allow("work")
def create(document_id: int) -> Response | tuple[str, int]:
    """Pass the document on."""
    document = document_for_visitor(document_id)
    if not may_copy(document, visitor().person_id, today()):
        abort(404)
    form = CopyForm()
    if not form.validate():
        return page(document, form), 422
    people, words = {ref.id: ref for ref in form.found}, (form.words.data or "").strip()
    try:
        with writing():
            new = copy_to(document_id, people, visitor().person_id, words, this_moment())
    except NoParty:
        abort(404)
    flash(told(people, new))
    return redirect(url_for("documents.show", document_id=document_id), 303)


def told(people: dict[int, Ref], new: set[int]) -> str:
    """Who has it now, and who had it before."""
    ones = "、".join(ref.label for n, ref in people.items() if n in new)
    others = "、".join(ref.label for n, ref in people.items() if n not in new)
    before = f"{others}本来就有，没有重复抄送。" if others else ""
    return (f"已抄送 {ones}。" if ones else "") + before


def page(document: Document, form: CopyForm | None) -> str:
    """Who has a copy, and the form for whoever may pass it on."""
    offered = suggestions() if form else []
    values = {"document": document, "form": form, "rows": copies_of(document.id), "offered": offered}
    return render_template("core/desk/copy.html", **values)
