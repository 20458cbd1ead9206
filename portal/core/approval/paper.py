"""The paper of an approved document: everything it shows, frozen at the moment of approval."""

from datetime import datetime

from portal.core.approval.history import history, signatures
from portal.core.documents.models import Document
from portal.core.documents.operations import current, view_of
from portal.core.paper import Paper
from portal.core.printing.orders import order
from portal.extensions import db


def order_paper(document: Document, at: datetime) -> None:
    """Order the PDF from the snapshot's view, the signatures and the history as they are now."""
    db.session.flush()
    snapshot, entries = current(document), history(document)
    view = view_of(snapshot)
    cells = signatures(document, view.signed, entries)
    order(document.id, Paper(view, cells, tuple(entries), snapshot.digest, at), at)
