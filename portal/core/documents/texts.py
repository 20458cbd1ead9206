"""The text of a document that search looks in."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import delete, select

from portal.core.documents.grams import clear, put
from portal.core.documents.models import Document, DocumentText, Snapshot
from portal.core.folding import folded_texts
from portal.core.sheet import SheetView, TableView
from portal.extensions import db

BATCH = 500


def remember(document: Document, view: SheetView) -> None:
    """Keep what the newest version of a document says, in the operation that stores it."""
    keep_text(document, [document.title, *texts(view)])


def keep_text(document: Document, said: list[str]) -> None:
    """Keep by what a document is found beside its number."""
    text = db.session.get(DocumentText, document.id) or DocumentText(document_id=document.id, folded="")
    before, text.folded = text.folded, folded_texts([document.number, *said])
    db.session.add(text)
    db.session.flush()
    if text.folded != before:
        put(document.id, before, text.folded)


def texts(view: SheetView) -> Iterator[str]:
    """Everything somebody may look for on a sheet."""
    yield from (view.title, view.head.author, view.head.unit)
    for row in view.rows:
        if isinstance(row, TableView):
            yield from (cell.text for line in row.rows for cell in line.cells)
        else:
            yield from (cell.text for cell in row)


def remember_all() -> int:
    """Make all texts and their index anew; inside a writing transaction. Returns how many."""
    clear()
    db.session.execute(delete(DocumentText))
    query = select(Document, Snapshot.view).join(Snapshot, Snapshot.id == Document.snapshot_id)
    query = query.where(Document.destroyed_by.is_(None))
    rows = db.session.execute(query.order_by(Document.id).execution_options(yield_per=BATCH))
    count = 0
    for document, view in rows:
        remember(document, msgspec.json.decode(view, type=SheetView))
        count += 1
    return count
