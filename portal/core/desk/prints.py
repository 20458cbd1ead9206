"""Pages: copies on paper. Handing one out with its number, for whom and why; their ledger; their PDFs."""

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.words import Reason
from portal.core.documents import drafts
from portal.core.documents.models import IN_FORCE, Document
from portal.core.files.store import place_of
from portal.core.printing.copies import NotPrinted, Overtaken, Wanted, copies_on_paper, hand_out
from portal.core.printing.models import LONGEST_KEEPER, LONGEST_REASON, PrintedCopy
from portal.core.printing.renderer import RenderFailed
from portal.core.web.context import now, settings
from portal.core.web.posted import posted_fields
from portal.extensions import db, writing

blueprint = Blueprint("prints", __name__)
DRAFT_PLACES = {"prints": lambda number: url_for("prints.index", document_id=int(number))}
NOT_MADE, NOT_NOW = "存档的 PDF 还没有生成，请过几秒再试。", "现在打印不出来，请稍后再试。"
KINDS = [SelectChoice("original", "原件"), SelectChoice("copy", "复印件")]


class CopyOnPaperForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """An original or not, who keeps it, and what for."""

    kind = RadioField("哪一种", choices=KINDS, default="copy", validate_choice=True)
    keeper = Reason("由谁保存（如 财务部）", LONGEST_KEEPER)
    words = Reason("用途", LONGEST_REASON)
    key = HiddenField()


@blueprint.get("/documents/<id:document_id>/prints")
@allow("work")
def index(document_id: int) -> str:
    """The ledger of a document's copies, and the form for one more."""
    document = document_for_visitor(document_id)
    typed = drafts.kept(visitor().person_id, place(document_id))
    form = CopyOnPaperForm(MultiDict(typed)) if typed else CopyOnPaperForm(formdata=None)
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
    if not form.validate():
        return page(document, form), 422
    wanted = Wanted(
        visitor().person_id, form.kind.data == "original", form.keeper.data or "", form.words.data or "",
        (form.key.data or secrets.token_hex(16))[:40],
    )  # fmt: skip
    try:
        copy_id = hand_out(document_id, wanted, now())
        with writing():
            drafts.discard(visitor().person_id, place(document_id))
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
    return render_template("core/desk/prints.html", document=document, form=form, rows=rows, may=may)


def place(document_id: int) -> str:
    """Where what was typed is kept until a copy is handed out."""
    return f"prints:{document_id}"
