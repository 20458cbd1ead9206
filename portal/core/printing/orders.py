"""Orders for papers, placed by the operation that finishes a document."""

from datetime import datetime

import msgspec

from portal.core.jobs.queue import enqueue
from portal.core.paper import Paper
from portal.core.printing.models import PrintOrder
from portal.extensions import after_commit, db


def order(document_id: int, paper: Paper, at: datetime) -> None:
    """Place the order; the worker is told once the operation is safely stored."""
    text = msgspec.json.encode(paper).decode()
    row = PrintOrder(document_id=document_id, paper=text, state="wanted", attempts=0, fault="", ordered_at=at)
    db.session.add(row)
    after_commit(lambda: enqueue("print_document", document_id))
