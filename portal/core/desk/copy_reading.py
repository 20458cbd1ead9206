"""What a reader leaves behind: that he has read what was passed on to him (DESIGN §9, ADR 1)."""

from functools import partial

from flask import request

from portal.core.approval.beside_models import Copy
from portal.core.approval.copying import copies_of, note_read
from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.afterwards import after_answer
from portal.core.web.context import now
from portal.extensions import writing


def read_copies(document: Document) -> list[Copy]:
    """To whom a document was passed on (a case never is); where the visitor is one of them, his page counts
    as read."""
    copies = [] if document.stage else copies_of(document.id)
    mine = [row.id for row in copies if row.person_id == visitor().person_id and row.read_at is None]
    if mine and request.method == "GET":
        after_answer(partial(keep_read, mine[0]))
    return copies


def keep_read(copy_id: int) -> None:
    """Note that a copy was read."""
    with writing():
        note_read(copy_id, now())
