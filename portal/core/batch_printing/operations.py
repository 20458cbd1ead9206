"""Asking for the papers of a list; what became of them, and how long their file is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Select, func, select

from portal.core.audit.chain import record
from portal.core.batch_printing.models import LONGEST_TITLE, PrintBatch, PrintBatchItem
from portal.core.files.store import place_of
from portal.core.jobs.queue import enqueue
from portal.core.org.models import Person
from portal.extensions import after_commit, db, hold, insert_all_once

MOST = 500
MOST_WAITING = 5
KEPT = timedelta(days=30)
LEFT_OUT = {
    "unfinished": "还没有办完，没有存档的 PDF",
    "not_in_force": "没有批准，没有存档的 PDF",
    "case": "案件没有存档的 PDF，请在案件页打印卷宗",
    "being_made": "PDF 还在生成，过一会儿再打印",
    "failed": "PDF 没有打印成功，请联系管理员",
    "lost": "PDF 文件打不开，请联系管理员",
    "destroyed": "内容已按销毁清册销毁",
    "unseen": "你现在无权查看",
}


class TooMuchWaits(RuntimeError):
    """Somebody has as many batches on their way as one may have."""


class Asked(NamedTuple):
    """What somebody asks for: kind (pdf or zip), which list, and its documents in their order."""

    person_id: int
    kind: str
    title: str
    documents: Sequence[int]


def ask(asked: Asked, at: datetime) -> int:
    """Enter a batch; its id, that of the first press for a second one while it is on its way. Raises
    TooMuchWaits."""
    hold(Person, id=asked.person_id)
    title = asked.title[:LONGEST_TITLE]
    mine = select(PrintBatch).filter_by(person_id=asked.person_id, state="wanted")
    waiting = db.session.scalars(mine).all()
    for known in waiting:
        if (known.kind, known.title) == (asked.kind, title):
            return known.id
    if len(waiting) >= MOST_WAITING:
        raise TooMuchWaits
    return entered(asked, title, at).id


def entered(asked: Asked, title: str, at: datetime) -> PrintBatch:
    """A new batch with its documents; the worker is told."""
    batch = PrintBatch(
        person_id=asked.person_id, kind=asked.kind, title=title, state="wanted", attempts=0, pages=0, at=at
    )  # fmt: skip
    db.session.add(batch)
    db.session.flush()
    batch_id = batch.id
    rows = [
        {"batch_id": batch_id, "position": position, "document_id": document_id, "state": "wanted"}
        for position, document_id in enumerate(asked.documents, 1)
    ]
    insert_all_once(PrintBatchItem, rows)
    told = {"kind": asked.kind, "title": title, "documents": list(asked.documents)}
    record(f"print_batch:{batch_id}", "print_batch:asked", asked.person_id, at, **told)
    after_commit(lambda: enqueue("make_print_batch", batch_id))
    return batch


def old_ones(at: datetime) -> Select[PrintBatch]:
    """SQL: the batches whose file was kept long enough."""
    return select(PrintBatch).where(PrintBatch.state == "done", PrintBatch.made_at < at - KEPT)


def forget_old(at: datetime, files: Path) -> None:
    """Delete the files that were kept long enough; inside a writing transaction."""
    for batch in db.session.scalars(old_ones(at)).all():
        digest, batch.state, batch.digest = batch.digest, "gone", None
        db.session.flush()
        others = select(func.count()).select_from(PrintBatch).where(PrintBatch.digest == digest)
        if digest and db.session.scalars(others).one() == 0:
            place_of(files, digest).unlink(missing_ok=True)
