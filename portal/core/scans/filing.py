"""Filing: when every page of a paper came back it is a signed copy, with who keeps it and where."""

from datetime import datetime

from sqlalchemy import delete, select, update

from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.jobs.queue import enqueue
from portal.core.scans.matching import Slot, is_there
from portal.core.scans.models import Scan, ScanPage, SignedCopy
from portal.core.scans.out import came_back, out_again
from portal.extensions import after_commit, db, hold, insert_once


class Overtaken(LookupError):
    """Somebody else decided on the page meanwhile."""


def enter(page: ScanPage, scan: Scan, at: datetime) -> None:
    """Let a matched page join its paper, which is filed when it is the last one; the same page twice is said
    to be there. Holds the document: two who bring the last two pages see each other's."""
    hold(Document, id=page.document_id or 0)
    slot = Slot(page.document_id, page.version, page.copy, page.page, page.pages)
    if is_there(slot):
        page.state = "twice"
        return
    page.state, page.reason = "matched", ""
    db.session.flush()
    if len(pages_here(page)) == page.pages:
        file(page, scan, at)


def pages_here(page: ScanPage) -> list[ScanPage]:
    """The pages of the same paper that came back and are not filed, in order."""
    same = {"document_id": page.document_id, "version": page.version, "copy": page.copy}
    query = select(ScanPage).filter_by(state="matched", **same)
    return list(db.session.scalars(query.order_by(ScanPage.page)))


def file(page: ScanPage, scan: Scan, at: datetime) -> None:
    """File the paper of a page, as kept by whom its scan says."""
    slot = {"document_id": page.document_id, "version": page.version, "copy": page.copy}
    kept = {"holder": scan.holder, "place": scan.place, "person_id": scan.person_id, "at": at}
    if not insert_once(SignedCopy, **slot, **kept):
        return
    pages = pages_here(page)
    row = db.session.scalars(select(SignedCopy).filter_by(**slot)).one()
    for each in pages:
        each.state = "filed"
    told = {"copy": page.copy, "holder": scan.holder, "place": scan.place}
    pictures = [each.picture for each in pages]
    record(
        f"document:{page.document_id}",
        "document:signed_copy_filed",
        scan.person_id,
        at,
        **told,
        pages=pictures,
    )
    came_back(page.document_id or 0, page.copy, at)
    signed_id = row.id
    after_commit(lambda: enqueue("bind_signed_copy", signed_id))


def open_page(page_id: int) -> ScanPage:
    """A page that waits for a person, held; raises Overtaken."""
    page = hold(ScanPage, id=page_id)
    if page is None or page.state != "waiting":
        raise Overtaken
    return page


def confirm(page_id: int, person_id: int, at: datetime) -> ScanPage:
    """A person says that a page is what its code says, and signed where it has to be."""
    page = open_page(page_id)
    decided(page, person_id, at, "scan:confirmed", reason=page.reason, boxes=page.boxes)
    enter(page, page.scan, at)
    return page


def assign(page_id: int, slot: Slot, person_id: int, at: datetime) -> ScanPage:
    """A person says which page of which paper a page is."""
    page = open_page(page_id)
    for name, value in slot._asdict().items():
        setattr(page, name, value)
    decided(page, person_id, at, "scan:assigned", slot=slot._asdict())
    enter(page, page.scan, at)
    return page


def set_aside(page_id: int, person_id: int, words: str, at: datetime) -> ScanPage:
    """A person puts a page away, and says why."""
    page = open_page(page_id)
    page.state, page.words = "aside", words
    decided(page, person_id, at, "scan:set_aside", words=words)
    return page


def decided(page: ScanPage, person_id: int, at: datetime, event: str, **told: object) -> None:
    """Note who decided on a page."""
    page.decided_by, page.decided_at = person_id, at
    record(f"scan:{page.scan_id}", event, person_id, at, page_id=page.id, **told)


def move(signed: SignedCopy, holder: str, place: str, person_id: int, at: datetime) -> None:
    """The paper is kept by somebody else, or elsewhere, from now on."""
    before = {"holder_before": signed.holder, "place_before": signed.place}
    signed.holder, signed.place = holder, place
    told = {"copy": signed.copy, "holder": holder, "place": place}
    record(f"document:{signed.document_id}", "document:signed_copy_moved", person_id, at, **told, **before)


def take_out(signed: SignedCopy, words: str, person_id: int, at: datetime) -> None:
    """It was filed wrongly: its pages wait for a person again, and the paper is out again."""
    slot = {"document_id": signed.document_id, "version": signed.version, "copy": signed.copy}
    mine = update(ScanPage).filter_by(state="filed", **slot)
    db.session.execute(mine.values(state="waiting", reason="taken_out", words=words))
    db.session.execute(delete(SignedCopy).where(SignedCopy.id == signed.id))
    told = {"copy": signed.copy, "words": words, "file": signed.digest}
    record(f"document:{signed.document_id}", "document:signed_copy_taken_out", person_id, at, **told)
    out_again(signed.document_id, signed.copy)
