"""The paper of an approved document: everything it shows, frozen at the moment of approval."""

from datetime import datetime

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import history, signatures
from portal.core.approval.models import RouteStep
from portal.core.documents.models import Document
from portal.core.documents.operations import view_of
from portal.core.paper import Paper
from portal.core.printing.orders import order
from portal.extensions import db


def order_paper(document: Document, steps: list[RouteStep], at: datetime) -> None:
    """Order the PDF from the approved view, the signatures and the history as they are now."""
    db.session.flush()
    dossier = Dossier.along(document, steps)
    view = view_of(dossier.current)
    cells, entries = signatures(dossier, view), tuple(history(dossier))
    newest = dossier.current
    paper = Paper(view, cells, entries, newest.digest, at, newest.facts, version=newest.position)
    order(document.id, paper, at)
