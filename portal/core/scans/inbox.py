"""Taking in an upload: the files are kept as they came, the worker is told."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from portal.core.attachments.media import media_of
from portal.core.attachments.operations import Chosen, plain_name
from portal.core.audit.chain import record
from portal.core.files.store import put
from portal.core.jobs.queue import enqueue
from portal.core.scans.models import Scan, ScanFile
from portal.extensions import after_commit, db

MOST_BYTES = 40 * 1024 * 1024
MOST_FILES = 50
MEDIA = ("application/pdf", "image/jpeg", "image/png", "image/webp")


class NotReadable(ValueError):
    """A file that is no scan; the message, for the person who chose it, names it."""


class Returned(NamedTuple):
    """Papers that came back: who uploads them, who keeps them and where; the page's key."""

    person_id: int
    holder: str
    place: str
    key: str


def require_readable(chosen: Chosen) -> str:
    """The media type of a file that may be a scan; raises NotReadable."""
    name = plain_name(chosen.name)
    if not chosen.content:
        raise NotReadable(f"{name} 是空的")
    if len(chosen.content) > MOST_BYTES:
        raise NotReadable(f"{name} 太大，每个文件最多 {MOST_BYTES // 1024 // 1024} MB")
    media = media_of(chosen.content)
    if media not in MEDIA:
        raise NotReadable(f"{name} 不是扫描件：只收 PDF、JPG、PNG、WebP；苹果的 HEIC 照片请先转成 JPG")
    return media


def take(returned: Returned, files: list[Chosen], at: datetime, folder: Path) -> Scan:
    """Keep what was uploaded; the same press a second time gives what the first one made. Raises
    NotReadable."""
    media = [require_readable(chosen) for chosen in files]
    known = db.session.scalar(select(Scan).filter_by(person_id=returned.person_id, key=returned.key))
    if known:
        return known
    scan = Scan(state="wanted", at=at, **returned._asdict())
    db.session.add(scan)
    db.session.flush()
    for position, (chosen, kind) in enumerate(zip(files, media, strict=True), 1):
        name, digest = plain_name(chosen.name), put(folder, chosen.content)
        row = ScanFile(
            scan_id=scan.id, position=position, name=name, media=kind, digest=digest, pages=0, attempts=0,
            state="wanted", fault="",
        )  # fmt: skip
        db.session.add(row)
    db.session.flush()
    told = {"files": [file.digest for file in scan.files], "holder": scan.holder, "place": scan.place}
    record(f"scan:{scan.id}", "scan:taken", scan.person_id, at, **told)
    after_commit(lambda: enqueue("read_scan", scan.id))
    return scan
