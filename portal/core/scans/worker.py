"""Reading uploads, page by page; what was read stays read when the worker is killed in between."""

import logging
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.files.store import place_of, put
from portal.core.jobs.queue import enqueue
from portal.core.notices.operations import News, tell
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.scans.filing import enter
from portal.core.scans.job import Bind, LookForInk, PageRead, ReadPage
from portal.core.scans.matching import Match, match
from portal.core.scans.models import LONGEST_WORDS, Scan, ScanFile, ScanPage, SignedCopy
from portal.core.scans.reader import CannotRead, NotRead, reader
from portal.core.web.addresses import path_to
from portal.core.web.context import now, settings
from portal.extensions import db, hold, writing

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
MOST_PAGES = 300
PAGES_AT_A_TIME = 20


class Reading(NamedTuple):
    """Where a file stands: its row, and the page that is to be read next."""

    file: ScanFile
    person_id: int
    next: int


def read_scan(scan_id: int) -> None:
    """Read some pages of an upload, then make room for others' work; run again it goes on."""
    for _ in range(PAGES_AT_A_TIME):
        reading = next_page(scan_id)
        if reading is None:
            finish(scan_id)
            return
        db.session.rollback()
        read_one(reading)
    enqueue("read_scan", scan_id)


def next_page(scan_id: int) -> Reading | None:
    """The first page of an upload that nobody has read; None when there is none."""
    query = select(ScanFile).filter_by(scan_id=scan_id, state="wanted").order_by(ScanFile.position)
    file = db.session.scalars(query.options(joinedload(ScanFile.scan)).limit(1)).first()
    if file is None:
        return None
    done = select(func.count()).select_from(ScanPage).where(ScanPage.file_id == file.id)
    return Reading(file, file.scan.person_id, db.session.scalars(done).one() + 1)


def read_one(reading: Reading) -> None:
    """Read a page and enter it, or enter why it cannot be read."""
    file = reading.file
    try:
        page = reader().page(ReadPage(place(file.digest), file.media, reading.next))
        picture = put(settings().files, page.picture)
        found, boxes = matched(page, picture, reading.person_id)
        db.session.rollback()
        note_page(reading, page, picture, found, boxes, now())
    except (CannotRead, NotRead) as fault:
        log.warning("page %s of scanned file %s was not read: %s", reading.next, file.id, fault)
        note_fault(reading, final=isinstance(fault, CannotRead))


def place(digest: str) -> Path:
    """Where a file lies."""
    return place_of(settings().files, digest)


def matched(page: PageRead, picture: str, person_id: int) -> tuple[Match, str]:
    """What a page is, and which of its signature boxes seem empty; raises CannotRead, NotRead."""
    found = match(page, person_id)
    if found.state != "matched" or not found.slot or not found.seen:
        return found, ""
    printed = printed_file(found.slot.document_id or 0, found.slot.copy)
    if printed is None:
        return found, ""
    looked = reader().ink(LookForInk(place(picture), found.seen.corners, place(printed), found.slot.page))
    empty = [label for label, ink in looked.boxes if not ink]
    if not empty:
        return found, ""
    return found._replace(state="waiting", reason="empty_box"), "、".join(empty)[:LONGEST_WORDS]


def printed_file(document_id: int, copy: int) -> str | None:
    """The digest of the PDF that was printed."""
    if copy:
        mine = select(PrintedCopy.digest).filter_by(document_id=document_id, number=copy)
        return db.session.scalar(mine)
    return db.session.scalar(select(PrintOrder.digest).filter_by(document_id=document_id))


def note_page(reading: Reading, page: PageRead, picture: str, found: Match, boxes: str, at: datetime) -> None:
    """Enter a page that was read, once; what it matches may be filed by it."""
    with writing():
        file = hold(ScanFile, id=reading.file.id)
        if file is None or file.state != "wanted" or read_already(file, reading.next):
            return
        row = ScanPage(
            scan_id=file.scan_id, file_id=file.id, position=reading.next, picture=picture,
            state="waiting" if found.state == "matched" else found.state, reason=found.reason, boxes=boxes,
            words=found.words, **(found.slot._asdict() if found.slot else NO_SLOT),
        )  # fmt: skip
        file.pages = min(page.pages, MOST_PAGES)
        db.session.add(row)
        db.session.flush()
        if found.state == "matched":
            enter(row, file.scan, at)
        if reading.next >= file.pages:
            file.state = "done"
            file.fault = f"只读前 {MOST_PAGES} 页，其余请分开上传" if page.pages > MOST_PAGES else ""


NO_SLOT = {"document_id": None, "version": 0, "copy": 0, "page": 0, "pages": 0}


def read_already(file: ScanFile, position: int) -> bool:
    """Whether another worker entered this page meanwhile."""
    same = select(ScanPage.id).filter_by(file_id=file.id, position=position)
    return db.session.scalar(same) is not None


def note_fault(reading: Reading, final: bool) -> None:
    """Count the attempt; the other files go on, and what was read of this one stays."""
    with writing():
        file = hold(ScanFile, id=reading.file.id)
        if file and file.state == "wanted":
            file.attempts += 1
            if final or file.attempts >= MOST_ATTEMPTS:
                file.state, file.fault = "done", f"第 {reading.next} 页读不出来，从这一页起没有读，请重新扫描"


def finish(scan_id: int) -> None:
    """Every page is read: whoever uploaded them hears what waits for him."""
    with writing():
        scan = hold(Scan, id=scan_id)
        if scan is None or scan.state != "wanted":
            return
        scan.state = "done"
        waiting = select(func.count()).select_from(ScanPage).filter_by(scan_id=scan_id, state="waiting")
        count = db.session.scalars(waiting).one()
        words = f"上传的扫描件读完了，有 {count} 页要你看一下" if count else "上传的扫描件读完了，都认出来了"
        where = path_to("scans.show", scan_id=scan_id)
        tell([News(scan.person_id, "scan_read", words, where, f"scan:{scan_id}")], now())


def bind_signed_copy(signed_id: int) -> None:
    """Make the PDF of a signed copy from its pages' pictures, once."""
    signed = db.session.get(SignedCopy, signed_id)
    if signed is None or signed.digest:
        return
    same = {"document_id": signed.document_id, "version": signed.version, "copy": signed.copy}
    pages = select(ScanPage.picture).filter_by(state="filed", **same).order_by(ScanPage.page)
    pictures = tuple(map(place, db.session.scalars(pages)))
    db.session.rollback()
    try:
        digest = put(settings().files, reader().bound(Bind(pictures)))
    except (CannotRead, NotRead):
        return
    with writing():
        row = hold(SignedCopy, id=signed_id)
        if row and not row.digest:
            row.digest = digest


def read_what_is_wanted() -> None:
    """The sweep: go on with every upload that is not read, and bind what was filed."""
    for scan_id in db.session.scalars(select(Scan.id).filter_by(state="wanted")).all():
        read_scan(scan_id)
    for signed_id in db.session.scalars(select(SignedCopy.id).where(SignedCopy.digest.is_(None))).all():
        bind_signed_copy(signed_id)
