"""What is told of keeping: how long a document is kept; and, once its content is destroyed, by which list."""

from flask import Flask, abort, render_template
from sqlalchemy.orm import selectinload

from portal.core.approval.visibility import seen_by
from portal.core.auth.visitor import visitor
from portal.core.documents.destroyed import Destroyed
from portal.core.documents.models import Document
from portal.core.instants import local_day
from portal.core.retention.models import DestructionList, DestructionSignature
from portal.core.retention.rules import due_from, told
from portal.core.web.context import catalogue, today, zone
from portal.extensions import db


def init_gone(app: Flask) -> None:
    """Whoever asks for content that was destroyed is told so, wherever he asks."""
    app.register_error_handler(Destroyed, gone)


def gone(error: Destroyed) -> tuple[str, int]:
    """The page of a destroyed document, as the answer to a question that only its content could answer."""
    document_id = error.document.id
    db.session.rollback()
    document = seen_by(visitor().person_id, document_id, today())
    return gone_page(document or abort(404)), 410


def gone_page(document: Document) -> str:
    """What is left of a document: its number, and the list that took the rest."""
    signed = selectinload(DestructionList.signatures).joinedload(DestructionSignature.person)
    row = db.session.get(DestructionList, document.destroyed_by, options=[signed])
    may = "keep_records" in visitor().capabilities
    return render_template("core/desk/gone.html", document=document, row=row, may=may, today=today())


def kept_words(document: Document) -> str:
    """How long a finished document is kept, and until when; nothing for others."""
    if document.finished_at is None:
        return ""
    years = catalogue().type(document.type).keep_years
    day = due_from(local_day(document.finished_at, zone()), years)
    return f"保管期限 {told(years)}，{day} 起可以列入销毁清册" if day else "永久保管"
