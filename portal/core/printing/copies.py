"""Handing out copies of an archive PDF: each with a strip that says its number, who keeps it and what for."""

from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple

import msgspec
import pikepdf
from sqlalchemy import func, select

from portal.core.audit.chain import record
from portal.core.files.store import place_of, put
from portal.core.org.models import Person
from portal.core.paper import Paper
from portal.core.printing.html import printed
from portal.core.printing.job import Job, Laid, Stamp
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.printing.renderer import renderer
from portal.core.web.context import settings
from portal.extensions import db, hold, writing

MOST_TRIES = 5


class NotPrinted(LookupError):
    """There is no archive PDF to copy: it is not made yet, or its file is lost."""


class Overtaken(RuntimeError):
    """Others handed out copies of the same document at this instant, over and over."""


class Wanted(NamedTuple):
    """A copy that somebody asks for: an original or not, who is to keep it, what for, and by which day an
    original is wanted back."""

    person_id: int
    original: bool
    keeper: str
    reason: str
    key: str
    back_by: date | None = None


def hand_out(document_id: int, wanted: Wanted, at: datetime) -> int:
    """Make a copy and enter it; its id, that of the first press for a second one. Opens transactions of its
    own, since making takes long. Raises NotPrinted, Overtaken, RenderFailed."""
    for _ in range(MOST_TRIES):
        if known := pressed(wanted):
            return known
        archive, paper = archive_of(document_id)
        number = newest_number(document_id) + 1
        strip = strip_html(archive, strip_words(document_id, number, wanted, at))
        laid = Laid(archive, stamp_of(document_id, paper, number))
        content = renderer().render(Job((strip,), laid=laid))
        if entered := enter(document_id, number, wanted, put(settings().files, content), at):
            return entered
    raise Overtaken


def pressed(wanted: Wanted) -> int | None:
    """The id of the copy that the same press made already."""
    mine = select(PrintedCopy.id).filter_by(person_id=wanted.person_id, key=wanted.key)
    return db.session.scalar(mine)


def archive_of(document_id: int) -> tuple[bytes, Paper]:
    """The archive PDF, and what it shows; raises NotPrinted."""
    order = db.session.get(PrintOrder, document_id)
    place = place_of(settings().files, order.digest) if order and order.digest else None
    if order is None or place is None or not place.is_file():
        raise NotPrinted
    return place.read_bytes(), msgspec.json.decode(order.paper, type=Paper)


def stamp_of(document_id: int, paper: Paper, copy: int = 0) -> Stamp | None:
    """Whose code the pages of a paper bear; none where it was ordered before pages kept a place for one."""
    return Stamp(document_id, paper.version, paper.digest, copy) if paper.version else None


def newest_number(document_id: int) -> int:
    """The number of the copy that was handed out last; 0 for none."""
    newest = select(func.max(PrintedCopy.number)).filter_by(document_id=document_id)
    return db.session.scalar(newest) or 0


def strip_words(document_id: int, number: int, wanted: Wanted, at: datetime) -> dict[str, object]:
    """What the strip says; a second original is called one."""
    originals = select(func.count()).where(PrintedCopy.document_id == document_id, PrintedCopy.original)
    before = db.session.scalars(originals).one()
    name = db.session.get_one(Person, wanted.person_id).name
    return {"number": number, "wanted": wanted, "originals": before + 1, "name": name, "at": at}


def strip_html(archive: bytes, words: dict[str, object]) -> str:
    """The strip of each page, as wide as the page, for the printer."""
    with pikepdf.open(BytesIO(archive)) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        pages = len(pdf.pages)
    return printed("strip", width=right - left, height=top - bottom, pages=pages, **words)


def enter(document_id: int, number: int, wanted: Wanted, digest: str, at: datetime) -> int | None:
    """Enter a copy that was made, unless its number, or this press, was entered meanwhile; its id."""
    with writing():
        hold(PrintOrder, document_id=document_id)
        if newest_number(document_id) + 1 != number or pressed(wanted):
            return None
        row = PrintedCopy(
            document_id=document_id, number=number, digest=digest, at=at, **wanted._asdict()
        )  # fmt: skip
        db.session.add(row)
        said = {"number": number, "original": wanted.original, "keeper": wanted.keeper}
        told = {**said, "reason": wanted.reason, "file": digest, "back_by": wanted.back_by}
        record(f"document:{document_id}", "document:copied", wanted.person_id, at, **told)
        db.session.flush()
        return row.id


def copies_on_paper(document_id: int) -> list[PrintedCopy]:
    """The ledger of a document's copies."""
    query = select(PrintedCopy).filter_by(document_id=document_id).order_by(PrintedCopy.number)
    return list(db.session.scalars(query))
