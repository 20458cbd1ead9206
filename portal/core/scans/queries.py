"""Questions about scans: what a person uploaded, what waits for him, what is filed of a document."""

from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.approval.visibility import may_see_paper
from portal.core.scans.models import Scan, ScanFile, ScanPage, SignedCopy
from portal.core.web.context import today
from portal.extensions import db


def scan_of(scan_id: int) -> Scan | None:
    """An upload with its files and who made it."""
    around = selectinload(Scan.files), joinedload(Scan.person)
    return db.session.scalar(select(Scan).filter_by(id=scan_id).options(*around))


def pages_of(scan_id: int) -> list[ScanPage]:
    """The pages of an upload, in order of its files."""
    query = shown().join(ScanPage.file).where(ScanPage.scan_id == scan_id)
    return list(db.session.scalars(query.order_by(ScanFile.position, ScanPage.position)))


def shown() -> Select[Any]:
    """SQL: pages with what is said of them."""
    around = joinedload(ScanPage.file), joinedload(ScanPage.document), joinedload(ScanPage.scan)
    return select(ScanPage).options(*around, joinedload(ScanPage.decider))


def waiting(person_id: int, everything: bool) -> Select[Any]:
    """SQL: the pages that wait for a person: his own, and those of papers that he may see."""
    query = shown().where(ScanPage.state == "waiting")
    if everything:
        return query
    own = select(Scan.id).filter_by(person_id=person_id)
    seen = may_see_paper(ScanPage.document_id, person_id, today())
    return query.where(or_(and_(ScanPage.scan_id.in_(own), ScanPage.reason != "unseen"), seen))


def incomplete(person_id: int) -> list[tuple[ScanPage, list[int]]]:
    """Papers of which a person uploaded pages, but not all, and which are missing; the newest first."""
    own = select(Scan.id).filter_by(person_id=person_id)
    mine = select(ScanPage.document_id, ScanPage.version, ScanPage.copy).where(
        ScanPage.state == "matched", ScanPage.scan_id.in_(own)
    )
    keys = {tuple(found) for found in db.session.execute(mine)}
    documents = {document_id for document_id, *_ in keys}
    here = shown().where(ScanPage.state == "matched", ScanPage.document_id.in_(documents))
    found: dict[Any, list[ScanPage]] = {}
    for page in db.session.scalars(here.order_by(ScanPage.id.desc())):
        found.setdefault((page.document_id, page.version, page.copy), []).append(page)
    return [(pages[0], missing(pages)) for key, pages in found.items() if key in keys]


def missing(pages: list[ScanPage]) -> list[int]:
    """The numbers of a paper's pages that did not come back."""
    here = {page.page for page in pages}
    return [number for number in range(1, pages[0].pages + 1) if number not in here]


def signed_copies_of(document_id: int) -> list[SignedCopy]:
    """What is filed of a document."""
    query = select(SignedCopy).filter_by(document_id=document_id).options(joinedload(SignedCopy.person))
    return list(db.session.scalars(query.order_by(SignedCopy.version, SignedCopy.copy)))
