"""Files and the rows that name them; deleting those of destroyed documents that nothing else has."""

import shutil

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.core.attachments.models import Attachment
from portal.core.batch_printing.models import PrintBatch
from portal.core.batch_printing.worker import kept_files
from portal.core.files.holding import deleting
from portal.core.files.store import place_of
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.retention.models import DoomedFile
from portal.core.retention.queries import destroyed
from portal.core.scans.models import ScanFile, ScanPage, SignedCopy
from portal.core.web.context import settings
from portal.extensions import db, writing

Naming = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
NAMED: tuple[tuple[Naming, str], ...] = (
    (Attachment.digest, "附件"),
    (PrintOrder.digest, "存档 PDF"),
    (PrintedCopy.digest, "副本"),
    (ScanFile.digest, "扫描文件"),
    (ScanPage.picture, "扫描页"),
    (SignedCopy.digest, "签字件"),
)


def naming(column: Naming) -> Select[str | None]:
    """SQL: the digests that a column names. The ledger of copies outlives the file of a destroyed paper."""
    query = select(column)
    if column is PrintedCopy.digest:
        return query.where(PrintedCopy.document_id.not_in(destroyed()))
    return query


def delete_doomed_files() -> None:
    """Delete what destroyed documents left, unless a row names it; run again it changes nothing. While a
    back-up is made nothing goes: the next sweep comes. What was made to be looked at once (files/made) goes
    as a whole: it can be made anew."""
    digests = list(db.session.scalars(select(DoomedFile.digest)))
    if not digests:
        return
    with deleting(settings().files) as free:
        if free:
            delete_all(digests)


def delete_all(digests: list[str]) -> None:
    """Delete files with their rows, and what was made to be looked at."""
    shutil.rmtree(settings().files / "made", ignore_errors=True)
    for digest in digests:
        with writing():
            if not any(db.session.scalar(naming(c).where(c == digest).limit(1)) for c, _ in NAMED):
                place_of(settings().files, digest).unlink(missing_ok=True)
            if not db.session.scalar(select(PrintBatch.id).filter_by(digest=digest).limit(1)):
                place_of(kept_files(), digest).unlink(missing_ok=True)
            db.session.execute(delete(DoomedFile).where(DoomedFile.digest == digest))
