"""Verifying paper: what a page's code, a signature's code or a PDF says about a document of ours."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Decision
from portal.core.blank_code import BlankCode
from portal.core.documents.blanks import printed_blank
from portal.core.documents.models import IN_FORCE, Document, Serial, Snapshot
from portal.core.page_code import MISREAD, PageCode, check, read
from portal.core.paper import LETTERS, short_code
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.extensions import db

Verdict = Literal[
    "valid", "superseded", "unfinished", "void", "destroyed", "altered", "foreign", "blank", "blank_used",
    "blank_void",
]  # fmt: skip
BLANKS: dict[str, Verdict] = {"issued": "blank", "used": "blank_used", "void": "blank_void"}
SHORT = re.compile(r"([0-9A-Z]{3})-?([0-9A-Z]{3})", re.ASCII)
MOST = 5


class Finding(NamedTuple):
    """What something on paper says: the verdict, about which document, and what was found there; a numbered
    blank that nobody entered is about none."""

    verdict: Verdict
    document: Document | None = None
    part: str = ""
    at: datetime | None = None


FOREIGN = Finding("foreign")


def of_text(typed: str) -> list[Finding]:
    """What a typed or scanned code says; several papers may bear the same short code."""
    if read(typed) is not None:
        printed = printed_page(typed)
        if printed is None:
            return [FOREIGN]
        snapshot, code = printed
        copy = f"，第 {code.copy} 份" if code.copy else ""
        return [about(snapshot, f"第 {code.page} 页，共 {code.pages} 页{copy}")]
    if typed_blank := printed_blank(typed):
        return [about_blank(*typed_blank)]
    short = SHORT.fullmatch(typed.strip().upper())
    found = list(of_signature("-".join(short.groups()).translate(MISREAD))) if short else []
    return found or [FOREIGN]


def printed_page(text: str) -> tuple[Snapshot, PageCode] | None:
    """The version and the page that a code names, if it is a code that we printed."""
    page = read(text)
    if page is None:
        return None
    code, given = page
    version = select(Snapshot).filter_by(document_id=code.document_id, position=code.version)
    snapshot = db.session.scalar(version.options(joinedload(Snapshot.document)))
    return (snapshot, code) if snapshot and check(code, snapshot.digest) == given else None


def about_blank(serial: Serial, code: BlankCode) -> Finding:
    """What became of a numbered blank."""
    used = db.session.get(Document, serial.document_id) if serial.document_id else None
    part = f"空白单 {serial.number}，第 {code.page} 页，共 {code.pages} 页"
    return Finding(BLANKS[serial.state], used, part)


def of_signature(code: str) -> Iterator[Finding]:
    """The signatures that bear a code: those of signers, and those of authors at sending."""
    around = joinedload(Decision.person), joinedload(Decision.step)
    decisions = select(Decision).filter_by(code=code).options(*around).limit(MOST)
    for decision in db.session.scalars(decisions):
        snapshot = db.session.get_one(Snapshot, decision.snapshot_id)
        undone = "，后来取回" if decision.taken_back else ""
        yield about(snapshot, f"{decision.post} {decision.person.name} {decision.verb}{undone}", decision.at)
    within = Snapshot.digest.like(f"{'_' * 9}{tail_of(code)}%")  # looks through the index alone
    sent = list(db.session.scalars(select(Snapshot.id).where(within).limit(4 * MOST)))
    around = joinedload(Snapshot.person), joinedload(Snapshot.document)
    for snapshot in db.session.scalars(select(Snapshot).where(Snapshot.id.in_(sent)).options(*around)):
        if short_code(snapshot.digest) == code and snapshot.task_id is None:
            yield about(snapshot, f"{snapshot.person.name} 发起", snapshot.at)


def tail_of(code: str) -> str:
    """The seven hexadecimal digits of a digest that a short code, lowest letter first, gives away."""
    number = 0
    for letter in reversed(code.replace("-", "")):
        number = number << 5 | max(0, LETTERS.find(letter))
    return f"{number & 0xFFFFFFF:07x}"


def of_file(content: bytes, number: str = "") -> Finding:
    """What a PDF says: whole, when it is the archive PDF byte for byte; altered, when it only bears a number
    of ours."""
    digest = hashlib.sha256(content).hexdigest()
    order = db.session.scalar(select(PrintOrder).filter_by(digest=digest))
    if order is not None:
        document = db.session.get_one(Document, order.document_id)
        return Finding(standing(document), document, "存档的 PDF，一字未改", order.made_at)
    copy = db.session.scalar(select(PrintedCopy).filter_by(digest=digest))
    if copy is not None:
        document = db.session.get_one(Document, copy.document_id)
        return Finding(standing(document), document, f"{copy.kind}第 {copy.number} 份，一字未改", copy.at)
    claimed = db.session.scalars(select(Document).where(Document.drawn_number == number)).first()
    if claimed is None:
        return FOREIGN
    return Finding("destroyed" if claimed.destroyed_by else "altered", claimed)


def about(snapshot: Snapshot, part: str, at: datetime | None = None) -> Finding:
    """What a part of a version says now."""
    document = snapshot.document
    newer = document.snapshot_id != snapshot.id and not document.destroyed_by
    return Finding("superseded" if newer else standing(document), document, part, at)


def standing(document: Document) -> Verdict:
    """Whether a document is in force, and there is anything to compare with."""
    if document.destroyed_by:
        return "destroyed"
    if document.status in IN_FORCE:
        return "valid"
    return "void" if document.finished_at else "unfinished"
