"""Making the file of a batch, some papers at a time; a worker that is killed begins it anew."""

import logging
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pikepdf
from sqlalchemy import case, select, update
from sqlalchemy.orm import joinedload

from portal.core.approval.visibility import visible
from portal.core.audit.chain import record
from portal.core.batch_printing.binding import Binder, Entry, PdfBinder, ZipBinder, pages_in
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.batch_printing.operations import forget_old, old_ones
from portal.core.documents.models import Document
from portal.core.files.store import place_of, take_in
from portal.core.notices.operations import News, tell
from portal.core.printing.models import PrintOrder
from portal.core.web.addresses import path_to
from portal.core.web.context import now, settings, today, zone
from portal.extensions import db, hold, writing

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 3
AT_A_TIME = 25
LEFT_BEHIND = 24 * 3600  # seconds after which nobody works in a folder any more
Fates = dict[int, str]


class Paper(NamedTuple):
    """A document that is to be bound: its row, and its PDF's digest and state where one was ordered."""

    item: PrintBatchItem
    digest: str | None
    state: str | None


def make_print_batch(batch_id: int) -> None:
    """Make the file of a batch once; run again it changes nothing."""
    batch = begun(batch_id)
    if batch is None:
        return
    try:
        with folder_for(batch_id) as folder:
            binder = binder_for(batch, folder)
            bound = sum(bind_some(batch, papers, binder) for papers in some_at_a_time(batch_id))
            digest, pages = stored(binder) if bound else (None, 0)
    except (OSError, pikepdf.PdfError):
        log.exception("batch %s was not made", batch_id)
        return
    finish(batch_id, digest, pages, bound)


def begun(batch_id: int) -> PrintBatch | None:
    """The batch, counted as tried once more and with every document to be bound; None for one that is made,
    and for one that was tried too often, which has failed by now."""
    with writing():
        batch = hold(PrintBatch, id=batch_id)
        if batch is None or batch.state != "wanted":
            return None
        if batch.attempts >= MOST_ATTEMPTS:
            batch.state = "failed"
            tell_owner(batch, f"{batch.title}没有打印成功，请再试一次")
            return None
        batch.attempts += 1
        db.session.execute(update(PrintBatchItem).filter_by(batch_id=batch_id).values(state="wanted"))
    batch = db.session.get_one(PrintBatch, batch_id)
    db.session.expunge(batch)
    return batch


def binder_for(batch: PrintBatch, folder: Path) -> Binder:
    """What binds a batch."""
    return ZipBinder(folder, batch.at.astimezone(zone())) if batch.kind == "zip" else PdfBinder(folder)


@contextmanager
def folder_for(batch_id: int) -> Iterator[Path]:
    """A folder to work in, gone in the end."""
    room().mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(dir=room(), prefix=f"{batch_id}-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def room() -> Path:
    """Where batches are bound."""
    return settings().files / "binding"


def kept_files() -> Path:
    """Where their files are kept: apart from all others, since they are deleted again."""
    return settings().files / "batches"


def some_at_a_time(batch_id: int) -> Iterator[list[Paper]]:
    """The documents of a batch with their PDFs, some at a time."""
    query = select(PrintBatchItem, PrintOrder.digest, PrintOrder.state).filter_by(batch_id=batch_id)
    query = query.outerjoin(PrintOrder, PrintOrder.document_id == PrintBatchItem.document_id)
    query = query.options(joinedload(PrintBatchItem.document)).order_by(PrintBatchItem.position)
    after = 0
    while rows := db.session.execute(query.where(PrintBatchItem.position > after).limit(AT_A_TIME)).all():
        after = rows[-1][0].position
        yield [Paper(*row) for row in rows]


def bind_some(batch: PrintBatch, papers: Sequence[Paper], binder: Binder) -> int:
    """Bind some papers, and note what became of each; how many are bound."""
    ids = [paper.item.document_id for paper in papers]
    seen = set(db.session.scalars(visible(batch.person_id, today()).where(Document.id.in_(ids))))
    fates = {paper.item.position: fate(paper, seen) for paper in papers}
    entries = [entry_of(paper) for paper in papers if fates[paper.item.position] == "in"]
    db.session.rollback()
    if entries:
        binder.add(entries)
    note(batch.id, fates)
    return len(entries)


def fate(paper: Paper, seen: set[int]) -> str:
    """Whether a document is bound, or why it is left out."""
    document = paper.item.document
    if document.id not in seen:
        return "unseen"
    if document.destroyed_by:
        return "destroyed"
    if paper.state is None:
        return "case" if document.stage else "not_in_force" if document.finished_at else "unfinished"
    if paper.digest is None:
        return "failed" if paper.state == "failed" else "being_made"
    return "in" if pages_in(place_of(settings().files, paper.digest)) else "lost"


def entry_of(paper: Paper) -> Entry:
    """A document's PDF, under its number and title."""
    document = paper.item.document
    return Entry(place_of(settings().files, paper.digest or ""), f"{document.number} {document.title}")


def note(batch_id: int, fates: Fates) -> None:
    """Enter how far a batch is."""
    with writing():
        mine = update(PrintBatchItem).filter_by(batch_id=batch_id)
        mine = mine.where(PrintBatchItem.position.in_(fates))
        db.session.execute(mine.values(state=case(fates, value=PrintBatchItem.position)))


def stored(binder: Binder) -> tuple[str, int]:
    """The digest of the finished file, which is kept, and its pages."""
    place, pages = binder.finish()
    return take_in(kept_files(), place), pages


def finish(batch_id: int, digest: str | None, pages: int, bound: int) -> None:
    """Enter the file, and tell whoever asked for it."""
    with writing():
        batch = hold(PrintBatch, id=batch_id)
        if batch is None or batch.state != "wanted":
            return
        batch.state, batch.digest, batch.pages, batch.made_at = "done", digest, pages, now()
        record(f"print_batch:{batch_id}", "print_batch:made", None, now(), file=digest, bound=bound)
        ready = f"{batch.title}打印好了，{bound} 张，可以下载" if digest else f"{batch.title}没有可以打印的"
        tell_owner(batch, ready)


def tell_owner(batch: PrintBatch, words: str) -> None:
    """Let whoever asked for a batch know."""
    place = path_to("print_batches.show", batch_id=batch.id)
    tell([News(batch.person_id, "batch_printed", words, place, f"print_batch:{batch.id}")], now())


def make_what_is_wanted() -> None:
    """The sweep: make every batch that is not made, and clear away what was kept long enough."""
    for batch_id in db.session.scalars(select(PrintBatch.id).filter_by(state="wanted")).all():
        make_print_batch(batch_id)
    if db.session.scalars(old_ones(now()).limit(1)).first():
        with writing():
            forget_old(now(), kept_files())
    clear_away()


def clear_away() -> None:
    """Remove the folders of workers that were killed."""
    for folder in room().glob("*"):
        if folder.stat().st_mtime < time.time() - LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)
