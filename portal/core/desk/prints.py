"""Pages: copies on paper. Handing one out with its number, for whom and why; their ledger; their PDFs."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.copy_on_paper import CopyOnPaperForm
from portal.core.desk.documents import document_for_visitor
from portal.core.documents import drafts
from portal.core.documents.models import IN_FORCE, Document
from portal.core.files.store import place_of
from portal.core.printing.copies import NotPrinted, Overtaken, Wanted, copies_on_paper, hand_out
from portal.core.printing.models import PrintedCopy
from portal.core.printing.renderer import RenderFailed
from portal.core.scans.out import owe_returns
from portal.core.scans.queries import signed_copies_of
from portal.core.web.context import catalogue, now, settings, today
from portal.core.web.posted import posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("prints", __name__)
DRAFT_PLACES = {"prints": lambda number: url_for("prints.index", document_id=int(number))}
NOT_MADE, NOT_NOW = "存档的 PDF 还没有生成，请过几秒再试。", "现在打印不出来，请稍后再试。"


@blueprint.get("/documents/<id:document_id>/prints")
@allow("work")
def index(document_id: int) -> str:
    """The ledger of a document's copies, and the form for one more."""
    document = document_for_visitor(document_id)
    typed = drafts.kept(visitor().person_id, place(document_id))
    form = CopyOnPaperForm(MultiDict(typed)) if typed else CopyOnPaperForm(formdata=None)
    form.at_home = home_of(document)
    if not typed:
        form.begin()
    return page(document, form)


def park(person_id: int, document_id: int) -> str:
    """Keep what met an expired session."""
    fields = [(name, text) for name, text in posted_fields() if name != "key"]
    drafts.keep(person_id, place(document_id), "", "打印副本", fields, now())
    return url_for("prints.index", document_id=document_id)


@blueprint.post("/documents/<id:document_id>/prints")
@allow("work", park=park)
def create(document_id: int) -> Response | tuple[str, int]:
    """Hand one out; a second press shows what the first one made."""
    document, form = document_for_visitor(document_id), CopyOnPaperForm()
    if document.status not in IN_FORCE:
        abort(404)
    form.at_home = home_of(document)
    form.keep_by(catalogue().type(document.type).kept_by)
    if not form.is_wanted():
        return page(document, form), 422
    wanted = Wanted(
        visitor().person_id, form.kind.data == "original", form.keeper.data or "", form.words.data or "",
        (form.key.data or secrets.token_hex(16))[:40], form.wanted_back,
    )  # fmt: skip
    try:
        copy_id = hand_out(document_id, wanted, now())
        with writing():
            drafts.discard(visitor().person_id, place(document_id))
            owe_returns()
    except (NotPrinted, Overtaken, RenderFailed) as fault:
        form.form_errors = [NOT_MADE if isinstance(fault, NotPrinted) else NOT_NOW]
        return page(document_for_visitor(document_id), form), 503
    flash("已登记，可以打开打印。")
    return redirect(url_for("prints.index", document_id=document_id, _anchor=f"copy-{copy_id}"), 303)


@blueprint.get("/prints/<id:copy_id>")
@allow("work")
def show(copy_id: int) -> Response:
    """A copy as it was handed out, byte for byte, for whoever may see its document."""
    row = db.session.get(PrintedCopy, copy_id)
    if row is None:
        abort(404)
    document = document_for_visitor(row.document_id)
    where = place_of(settings().files, row.digest)
    if not where.is_file():
        abort(404)
    name = f"{document.title} {document.number} 第{row.number}份.pdf"
    return send_file(where, mimetype="application/pdf", download_name=name, etag=False, conditional=False)


def page(document: Document, form: CopyOnPaperForm) -> str:
    """The ledger with the form, whose key makes a second press harmless."""
    if document.stage:
        abort(404)
    form.key.data = form.key.data or secrets.token_hex(16)
    rows, may = copies_on_paper(document.id), document.status in IN_FORCE
    signed = {each.copy: each for each in signed_copies_of(document.id)}
    values = {"rows": rows, "may": may, "signed": signed, "today": today()}
    values |= {"kept_by": catalogue().type(document.type).kept_by}
    return render_template("core/desk/prints.html", document=document, form=form, **values)


def home_of(document: Document) -> str:
    """Who keeps the originals of a form, where that is a department of the visitor."""
    keeper = catalogue().type(document.type).kept_by[0]
    return keeper if keeper in {post.unit for post in visitor().posts} else ""


def place(document_id: int) -> str:
    """Where what was typed is kept until a copy is handed out."""
    return f"prints:{document_id}"
