"""The dossier of a case: the opening sheet, what happened, and every paper of its file, as one PDF."""

import msgspec
from sqlalchemy import select

from portal.core.approval.dossier import Dossier
from portal.core.approval.history import history, signatures
from portal.core.case import Case
from portal.core.cases.queries import entries
from portal.core.desk.case_file import what
from portal.core.documents.models import Document
from portal.core.paper import Paper
from portal.core.printing.html import printed
from portal.core.printing.models import PrintOrder
from portal.extensions import db


def dossier_html(document: Document, case: Case) -> str:
    """The page that becomes the PDF."""
    rows = list(db.session.scalars(entries(document.id)))[::-1]
    filed = select(Document).where(Document.case_id == document.id).order_by(Document.id)
    papers = papers_of([document, *db.session.scalars(filed)])
    told = {"number": document.number, "papers": papers, "entries": rows}
    return printed("dossier", what=lambda entry: what(case, entry), **told)


def papers_of(documents: list[Document]) -> list[Paper]:
    """Each document as it was printed when it came into force; what did not, as it stands now."""
    orders = select(PrintOrder.document_id, PrintOrder.paper)
    found = orders.where(PrintOrder.document_id.in_([document.id for document in documents]))
    frozen = {document_id: text for document_id, text in db.session.execute(found)}
    return [decoded(frozen[d.id]) if d.id in frozen else as_it_stands(d) for d in documents]


def decoded(text: str) -> Paper:
    """A stored paper."""
    return msgspec.json.decode(text, type=Paper)


def as_it_stands(document: Document) -> Paper:
    """A paper that is not in force: on its way, sent back, or rejected."""
    dossier = Dossier.read(document)
    cells, told = signatures(dossier, dossier.view), tuple(history(dossier))
    return Paper(dossier.view, cells, told, dossier.current.digest, dossier.current.at)
