"""What a reader leaves behind: that he has read what was passed on to him (DESIGN §9, ADR 1)."""

from functools import partial

from flask import after_this_request, current_app, request
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from portal.core.approval.beside_models import Copy
from portal.core.approval.copying import copies_of, note_read
from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.context import now
from portal.extensions import writing


def read_copies(document: Document) -> list[Copy]:
    """To whom a document was passed on (a case never is); where the visitor is one of them, his page counts
    as read."""
    copies = [] if document.stage else copies_of(document.id)
    mine = [row.id for row in copies if row.person_id == visitor().person_id and row.read_at is None]
    if mine and request.method == "GET":
        after_this_request(partial(keep_read, mine[0]))
    return copies


def keep_read(copy_id: int, answer: Response) -> Response:
    """Note it in a short transaction of its own, once the page is made; a reader never waits for a fault."""
    try:
        with writing():
            note_read(copy_id, now())
    except OperationalError:
        current_app.logger.warning("could not note that copy %s was read", copy_id)
    return answer
