"""Pages: 签字件. A signed copy as it was scanned, where its paper is kept, and taking it out again."""

from flask import Blueprint, abort, flash, redirect, render_template, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.desk.documents import document_for_visitor
from portal.core.desk.words import Needed, Reason
from portal.core.documents.models import Document
from portal.core.files.store import place_of
from portal.core.scans.filing import move, take_out
from portal.core.scans.models import LONGEST_HOLDER, LONGEST_PLACE, LONGEST_WORDS, SignedCopy
from portal.core.web.context import now, settings
from portal.extensions import db, hold, writing

blueprint = Blueprint("signed_copies", __name__)


class PlaceForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Who keeps it now, and where."""

    holder = Needed("原件由谁保存", LONGEST_HOLDER)
    place = Needed("存放在哪里", LONGEST_PLACE)


class TakeOutForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """Why it was filed wrongly."""

    words = Reason("撤销存档的原因", LONGEST_WORDS)


@blueprint.get("/signed-copies/<id:signed_id>")
@allow("work")
def show(signed_id: int) -> str:
    """Where it is, and what may be done with it."""
    signed, document = signed_for_visitor(signed_id)
    form = PlaceForm(formdata=None, holder=signed.holder, place=signed.place)
    return page(signed, document, form, TakeOutForm(formdata=None))


@blueprint.get("/signed-copies/<id:signed_id>/pdf")
@allow("work")
def pdf(signed_id: int) -> Response:
    """Its pages as they were scanned."""
    signed, document = signed_for_visitor(signed_id)
    place = place_of(settings().files, signed.digest) if signed.digest else None
    if place is None or not place.is_file():
        flash("扫描件的 PDF 还在生成，请过几秒再试。")
        return redirect(url_for("signed_copies.show", signed_id=signed_id), 303)
    name = f"{document.title} {document.number} 签字件.pdf"
    return send_file(place, mimetype="application/pdf", download_name=name, etag=False, conditional=False)


@blueprint.post("/signed-copies/<id:signed_id>/place")
@allow("work")
def create_place(signed_id: int) -> Response | tuple[str, int]:
    """It is kept elsewhere from now on."""
    (signed, document), form = signed_for_visitor(signed_id), PlaceForm()
    if not may_act(signed):
        abort(404)
    if not form.validate():
        return page(signed, document, form, TakeOutForm(formdata=None)), 422
    with writing():
        row = hold(SignedCopy, id=signed_id) or abort(404)
        move(row, form.holder.data or "", form.place.data or "", visitor().person_id, now())
    flash("已登记新的存放处。")
    return redirect(url_for("signed_copies.show", signed_id=signed_id), 303)


@blueprint.post("/signed-copies/<id:signed_id>/withdrawal")
@allow("work")
def create_withdrawal(signed_id: int) -> Response | tuple[str, int]:
    """It was filed wrongly: its pages wait again."""
    (signed, document), form = signed_for_visitor(signed_id), TakeOutForm()
    if not may_act(signed):
        abort(404)
    if not form.validate():
        placed = PlaceForm(formdata=None, holder=signed.holder, place=signed.place)
        return page(signed, document, placed, form), 422
    with writing():
        row = hold(SignedCopy, id=signed_id) or abort(404)
        take_out(row, form.words.data or "", visitor().person_id, now())
    flash("已撤销存档，各页回到待处理。")
    return redirect(url_for("scans.waiting_pages"), 303)


def signed_for_visitor(signed_id: int) -> tuple[SignedCopy, Document]:
    """A signed copy with its document, if the visitor may see that; 404 otherwise."""
    signed = db.session.get(SignedCopy, signed_id)
    if signed is None:
        abort(404)
    return signed, document_for_visitor(signed.document_id)


def may_act(signed: SignedCopy) -> bool:
    """Whether the visitor filed it, or runs the portal."""
    return signed.person_id == visitor().person_id or "administer" in visitor().capabilities


def page(signed: SignedCopy, document: Document, placing: PlaceForm, taking: TakeOutForm) -> str:
    """A signed copy with its forms."""
    values = {"signed": signed, "document": document, "may": may_act(signed)}
    return render_template("core/desk/signed_copy.html", **values, placing=placing, taking=taking)
