"""Carrying orders out: each paper is made once and stored by its content."""

import msgspec
from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.files.store import put
from portal.core.notices.operations import News, tell
from portal.core.org.queries import holders_of
from portal.core.paper import Paper
from portal.core.printing.copies import stamp_of
from portal.core.printing.data_file import data_file
from portal.core.printing.html import paper_html
from portal.core.printing.job import Job
from portal.core.printing.models import PrintOrder
from portal.core.printing.renderer import CannotRender, RenderFailed, renderer
from portal.core.web.addresses import path_to
from portal.core.web.context import now, settings, today
from portal.extensions import db, hold, writing

MOST_ATTEMPTS = 5


def print_document(document_id: int) -> None:
    """Make the PDF of an order once; run again it changes nothing."""
    row = db.session.get(PrintOrder, document_id)
    if row is None or row.state != "wanted":
        return
    paper = msgspec.json.decode(row.paper, type=Paper)
    db.session.rollback()
    try:
        content = renderer().render(job_of(document_id, paper))
    except RenderFailed as failed:
        note_failure(document_id, str(failed), final=isinstance(failed, CannotRender))
        return
    note_success(document_id, put(settings().files, content))


def job_of(document_id: int, paper: Paper) -> Job:
    """How the archive PDF of a document is made."""
    return Job((paper_html(paper),), data_file(paper), stamp_of(document_id, paper))


def note_success(document_id: int, digest: str) -> None:
    """Enter the finished file, and its hash into the document's audit stream."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            row.state, row.digest, row.made_at, row.fault = "done", digest, now(), ""
            record(f"document:{document_id}", "document:printed", None, now(), file=digest)


def note_failure(document_id: int, fault: str, final: bool) -> None:
    """Count the attempt; after the last one, or when the paper itself is at fault, the order has failed."""
    with writing():
        row = hold(PrintOrder, document_id=document_id)
        if row and row.state == "wanted":
            row.attempts, row.fault = row.attempts + 1, fault[:300]
            row.state = "failed" if final or row.attempts >= MOST_ATTEMPTS else "wanted"
            if row.state == "failed":
                tell_administrators(document_id)


def tell_administrators(document_id: int) -> None:
    """Let those who run the portal know that a paper could not be made; not what it says."""
    words, place = f"一份单据没有打印成功（单据 {document_id}），请查看原因", path_to("lists.inbox")
    people = {holding.person_id for holding in holders_of(set(), {"portal_admin"}, [], today())}
    tell([News(p, "paper_failed", words, place, f"paper:{document_id}") for p in people], now())


def print_what_is_wanted() -> None:
    """The sweep: make every paper that was ordered and not yet made."""
    for document_id in db.session.scalars(select(PrintOrder.document_id).filter_by(state="wanted")).all():
        print_document(document_id)
