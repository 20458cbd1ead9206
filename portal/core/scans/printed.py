"""What was printed of a document: the version of its archive PDF and how many pages it has."""

from typing import NamedTuple

import msgspec
import pikepdf
from sqlalchemy import select

from portal.core.files.store import place_of
from portal.core.paper import Paper
from portal.core.printing.models import PrintedCopy, PrintOrder
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
