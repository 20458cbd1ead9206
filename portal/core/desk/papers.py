"""Pages: a document on paper. The archive PDF that was made at approval, or a draft before and beside it."""

from functools import cache

from flask import Blueprint, abort, current_app, render_template, send_file, url_for
from sqlalchemy import Row, Select, select
from werkzeug.wrappers import Response

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import history, signatures
from portal.core.approval.seers import the_visitor
from portal.core.approval.visibility import id_seen
from portal.core.auth.allow import allow
from portal.core.desk.documents import document_for_visitor
from portal.core.documents.models import Document
from portal.core.files.store import place_of
from portal.core.paper import Paper
from portal.core.printing.at_once import pdf_answer
from portal.core.printing.html import paper_html
from portal.core.printing.models import PrintOrder
from portal.core.web.context import settings
from portal.extensions import db

Made = Select[str, str | None, str | None]
blueprint = Blueprint("papers", __name__)


@blueprint.get("/documents/<id:document_id>/pdf")
@allow("work")
def archive(document_id: int) -> Response | tuple[str, int]:
    """The paper that was made at approval, byte for byte; or when it will be there."""
    made = made_for_visitor(document_id)
    if made is None:
        return not_there(document_for_visitor(document_id))
    place = place_of(settings().files, made.digest or "")
    if not place.is_file():
        current_app.logger.error("file %s of document %s is missing", made.digest, document_id)
        return not_there(document_for_visitor(document_id))
    name = f"{made.title} {made.drawn_number}.pdf"
    return send_file(place, mimetype="application/pdf", download_name=name, etag=False, conditional=False)


def made_for_visitor(document_id: int) -> Row[str, str | None, str | None] | None:
    """Name and file of a paper that is made, if the visitor sees the document without acting for anybody, or
    else by `document_for_visitor`: most open a paper of their own, which takes one question."""
    if made := db.session.execute(made_and_seen(), {"document_id": document_id}).first():
        return made
    found = document_for_visitor(document_id)
    return db.session.execute(made_papers().where(Document.id == found.id)).first()


@cache
def made_and_seen() -> Made:
    """SQL, written once: name and file of the paper of `id_seen`."""
    return made_papers().where(Document.id.in_(id_seen(the_visitor())))


def made_papers() -> Made:
    """SQL: name and file of the papers that are made."""
    query = select(Document.title, Document.drawn_number, PrintOrder.digest)
    made = PrintOrder.document_id == Document.id
    return query.join(PrintOrder, made).where(PrintOrder.digest.is_not(None))


def not_there(document: Document) -> tuple[str, int]:
    """Why there is no PDF to show; 404 where there will be none."""
    order = db.session.get(PrintOrder, document.id)
    if order is None:
        abort(404)
    return pending(document, order, 503 if order.digest or order.state == "failed" else 202)


def pending(document: Document, order: PrintOrder, status: int) -> tuple[str, int]:
    """Why there is no PDF to show: it is on its way (202), it failed, or its file is lost (503)."""
    return render_template("core/desk/paper_pending.html", document=document, order=order), status


@blueprint.get("/documents/<id:document_id>/draft")
@allow("work")
def draft(document_id: int) -> Response:
    """A document that is not in force, as it stands now, and marked so on every page; 404 for others."""
    document = document_for_visitor(document_id)
    if document.stage or db.session.get(PrintOrder, document_id) is not None:
        abort(404)
    back = url_for("documents.show", document_id=document_id)
    return pdf_answer(f"{document.title} {document.number} 草稿", back, paper_html(paper_now(document)))


def paper_now(document: Document) -> Paper:
    """What a document shows now, with the signatures that it has so far."""
    dossier = Dossier.read(document)
    view, newest = dossier.view, dossier.current
    mark = document.status_label if document.finished_at else "草稿"
    cells, entries = signatures(dossier, view), tuple(history(dossier))
    return Paper(view, cells, entries, newest.digest, newest.at, mark=mark)
