"""Which page of which paper a scanned page is; what makes that doubtful is left to a person."""

from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval.verifying import about, printed_page, standing
from portal.core.approval.visibility import seen_by
from portal.core.blank_code import BlankCode
from portal.core.documents.blanks import printed_blank
from portal.core.documents.models import Document, Serial
from portal.core.page_code import PREFIXES
from portal.core.scans.job import PageRead, Seen
from portal.core.scans.models import BLANK, ScanPage
from portal.core.web.context import today
from portal.extensions import db

REASONS = {
    "no_code": "没有读到二维码",
    "foreign": "只有别处的二维码",
    "not_ours": "二维码不是本系统印的，或者印的时候已被改动",
    "several": "一页上有几张单据的二维码",
    "unseen": "这张单据上传的人无权查看，请能看的人认领",
    "superseded": "这一版已被后来的版本替代",
    "unfinished": "单据还没有办完",
    "void": "单据已失效",
    "destroyed": "单据内容已按清册销毁",
    "empty_box": "签字栏像是空的",
    "taken_out": "存档已被撤销",
    "blank_issued": "空白单还没有录入",
    "blank_void": "空白单已作废",
}
SLOT = ("document_id", "version", "copy", "page")


class Slot(NamedTuple):
    """A page of a paper: of which document (none for a blank that nobody entered), version (a snapshot's
    position) and copy, which of how many."""

    document_id: int | None
    version: int
    copy: int
    page: int
    pages: int


class Match(NamedTuple):
    """What a page is: its state and, when it waits, the reason; the slot when its code is known; as words
    the number of a blank that belongs to no document."""

    state: str
    reason: str = ""
    slot: Slot | None = None
    seen: Seen | None = None
    words: str = ""


def match(page: PageRead, person_id: int) -> Match:
    """What a page is that a person scanned; whether its boxes are filled is not asked here."""
    if page.blank:
        return Match("blank")
    ours = [code for code in page.codes if code.text.startswith(PREFIXES)]
    if not ours:
        return Match("waiting", "foreign" if page.codes else "no_code")
    if len({code.text for code in ours}) > 1:
        return Match("waiting", "several")
    return match_code(ours[0], person_id)


def match_code(seen: Seen, person_id: int) -> Match:
    """What a page with one code of ours is."""
    if blank := printed_blank(seen.text):
        return match_blank(*blank, person_id)
    printed = printed_page(seen.text)
    if printed is None:
        return Match("waiting", "not_ours")
    snapshot, code = printed
    slot = Slot(code.document_id, code.version, code.copy, code.page, code.pages)
    verdict = about(snapshot, "").verdict
    if verdict != "valid":
        return Match("waiting", verdict, slot, seen)
    if seen_by(person_id, code.document_id, today()) is None:
        return Match("waiting", "unseen", slot, seen)
    return Match("twice" if is_there(slot) else "matched", "", slot, seen)


def match_blank(serial: Serial, code: BlankCode, person_id: int) -> Match:
    """What a page of a numbered blank is: one of the paper from which a document was entered, wherever that
    stands now, as long as it is not void."""
    slot = Slot(serial.document_id, 0, BLANK, code.page, code.pages)
    if serial.document_id is None:
        return Match("waiting", f"blank_{serial.state}", slot, words=serial.number or "")
    verdict = standing(db.session.get_one(Document, serial.document_id))
    if verdict in ("void", "destroyed"):
        return Match("waiting", verdict, slot)
    if seen_by(person_id, serial.document_id, today()) is None:
        return Match("waiting", "unseen", slot)
    return Match("twice" if is_there(slot) else "matched", "", slot)


def is_there(slot: Slot) -> bool:
    """Whether this page of this paper came back already."""
    here = select(ScanPage.id).filter_by(**{name: getattr(slot, name) for name in SLOT})
    return db.session.scalar(here.where(ScanPage.state.in_(("matched", "filed"))).limit(1)) is not None


def document_in_force(number: str, person_id: int) -> Document | None:
    """The document of a number that a person may see."""
    found = db.session.scalars(select(Document.id).where(Document.drawn_number == number)).all()
    seen = (seen_by(person_id, document_id, today()) for document_id in found)
    return next(filter(None, seen), None)
