"""Pages: a document on paper. The archive PDF that was made at approval, or a draft before and beside it."""

from flask import Blueprint, abort, current_app, render_template, send_file, url_for
from werkzeug.wrappers import Response

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import history, signatures
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

blueprint = Blueprint("papers", __name__)


@blueprint.get("/documents/<id:document_id>/pdf")
@allow("work")
def archive(document_id: int) -> Response | tuple[str, int]:
    """The paper that was made at approval, byte for byte; or when it will be there."""
    document = document_for_visitor(document_id)
    order = db.session.get(PrintOrder, document_id)
    if order is None:
        abort(404)
    if order.digest is None:
        return pending(document, order, 503 if order.state == "failed" else 202)
    place = place_of(settings().files, order.digest)
    if not place.is_file():
        current_app.logger.error("file %s of document %s is missing", order.digest, document_id)
        return pending(document, order, 503)
    name = f"{document.title} {document.number}.pdf"
    return send_file(place, mimetype="application/pdf", download_name=name, etag=False, conditional=False)


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
