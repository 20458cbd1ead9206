"""Page: a document as it stands."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import defer
from werkzeug.wrappers import Response

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import history, signatures
from portal.core.approval.models import Decision
from portal.core.approval.verbs import offers
from portal.core.approval.visibility import seen_by
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import attachments_of, of_decisions
from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.changes import differences
from portal.core.comments.queries import comments_on
from portal.core.desk.case_file import case_of
from portal.core.desk.clock_words import by_step
from portal.core.desk.copy_reading import read_copies
from portal.core.desk.gone import gone_page, kept_words
from portal.core.desk.mandates import turn_in
from portal.core.desk.urges import urging_of
from portal.core.documents.destroyed import Destroyed
from portal.core.documents.models import Document
from portal.core.duties.queries import sent_late
from portal.core.evidence import EVIDENCE
from portal.core.printing.models import PrintOrder
from portal.core.scans.queries import signed_copies_of
from portal.core.sheet import SheetView
from portal.core.web.context import catalogue, today
from portal.core.web.posted import id_of
from portal.core.web.record_panels import panels_beside
from portal.extensions import db

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents/<id:document_id>")
@allow("work")
def show(document_id: int) -> str | Response:
    """The document as it stands; a case has a page of its own."""
    document = seen_or_404(document_id)
    if document.destroyed_by:
        return gone_page(document)
    if document.stage:
        return redirect(url_for("cases.show", document_id=document_id))
    panels = panels_beside("document", document)
    values = {"case": case_of(document), "panels": panels, **shown_document(document)}
    return render_template("core/desk/document.html", **values)


def document_for_visitor(document_id: int) -> Document:
    """The document, if the visitor may see it; 404 otherwise, as if there were none. Raises Destroyed for one
    that has no content any more."""
    document = seen_or_404(document_id)
    if document.destroyed_by:
        raise Destroyed(document)
    return document


def seen_or_404(document_id: int) -> Document:
    """The document, whatever is left of it."""
    document = seen_by(visitor().person_id, document_id, today())
    if document is None:
        abort(404)
    return document


def shown_document(document: Document) -> dict[str, Any]:
    """What both the document's page and the decision's page show."""
    dossier = Dossier.read(document)
    order = select(PrintOrder).filter_by(document_id=document.id).options(defer(PrintOrder.paper))
    return {
        "document": document,
        "view": dossier.view,
        "differences": differences(dossier.view),
        "signatures": signatures(dossier, dossier.view),
        "history": history(dossier),
        "turns": dossier.turns(),
        "consent": dossier.consent_round(),
        "clocks": by_step(dossier.clocks),
        "turn": turn_in(dossier),
        "urging": urging_of(dossier),
        "copies": read_copies(document),
        "comments": comments_on(document.id, id_of(request.args.get("comments_before", "")) or None),
        "offers": offers(dossier, visitor().person_id),
        "dossier": dossier,
        "files": attachments_of(document.id, dossier.current.position) if has_files(dossier.view) else [],
        "decision_files": files_of_signers(dossier),
        "order": db.session.scalar(order) if document.finished_at else None,
        "signed": signed_copies_of(document.id) if may_be_signed(document) else [],
        "behind": sent_late(document),
        "today": today(),
        "kept": kept_words(document),
    }


def may_be_signed(document: Document) -> bool:
    """Whether paper of it may have been signed: once it was printed, or before it was entered."""
    return bool(document.finished_at) or catalogue().type(document.type).issued == "blank"


def files_of_signers(dossier: Dossier) -> list[tuple[Decision, list[Attachment]]]:
    """What signers gave with their decisions, where a step ever asked for it."""
    asked = any(step.declared.attach for step in dossier.steps)
    files = of_decisions(dossier.document.id) if asked else {}
    return [(decision, files[decision.id]) for decision in dossier.decisions if decision.id in files]


def has_files(view: SheetView) -> bool:
    """Whether files belong to what is shown."""
    return any(table.name == EVIDENCE for table in view.tables())
