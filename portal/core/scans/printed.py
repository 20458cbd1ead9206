"""What was printed of a document: the version of its archive PDF and how many pages it has."""

from typing import NamedTuple

import msgspec
import pikepdf
from sqlalchemy import func, select

from portal.core.documents.models import Document, Serial
from portal.core.files.store import place_of
from portal.core.paper import Paper
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.scans.models import BLANK, ScanPage
from portal.core.web.context import settings
from portal.extensions import db


class Printed(NamedTuple):
    """A version (a snapshot's position; 0 where pages had no codes yet), and how many pages it has."""

    version: int
    pages: int


def printed_of(document_id: int, copy: int) -> Printed | None:
    """What was printed; None where there is no such copy, or its file is lost."""
    order = db.session.get(PrintOrder, document_id)
    known = select(PrintedCopy.id).filter_by(document_id=document_id, number=copy)
    if order is None or order.digest is None or (copy and db.session.scalar(known) is None):
        return None
    place = place_of(settings().files, order.digest)
    if not place.is_file():
        return None
    with pikepdf.open(place) as pdf:
        return Printed(msgspec.json.decode(order.paper, type=Paper).version, len(pdf.pages))


def blank_of(document: Document, page: ScanPage) -> Printed | None:
    """The blank that a page is of, if the document was entered from one; its pages as a code of its says."""
    mine = select(Serial.issue_id).filter_by(type=document.type, number=document.drawn_number)
    if db.session.scalar(mine) is None:
        return None
    here = select(func.max(ScanPage.pages)).filter_by(document_id=document.id, copy=BLANK)
    pages = page.pages if page.copy == BLANK else db.session.scalar(here)
    return Printed(0, pages or 1)
