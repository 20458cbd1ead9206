"""Attaching a file to a draft, taking it away again, and binding it to the document that is sent."""

import unicodedata
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Select, delete, func, or_, select, update

from portal.core.attachments.media import media_of
from portal.core.attachments.models import Attachment
from portal.core.characters import installed_coverage, refusal
from portal.core.files.store import place_of, put
from portal.extensions import db

MOST_BYTES = 10 * 1024 * 1024
KEPT_UNSENT = timedelta(days=30)


class NotAttachable(ValueError):
    """A file that cannot be attached; the message is for the person who chose it."""


class Chosen(NamedTuple):
    """A file as it was chosen: its name and its content."""

    name: str
    content: bytes


def require_attachable(chosen: Chosen) -> str:
    """The media type of a file that may be attached; raises NotAttachable."""
    if not chosen.content:
        raise NotAttachable("请先选择文件" if not chosen.name else "这个文件是空的")
    if len(chosen.content) > MOST_BYTES:
        raise NotAttachable("每个文件最多 10 MB")
    media = media_of(chosen.content)
    if not media:
        raise NotAttachable("只收照片（JPG、PNG、WebP）、PDF、Excel 和 Word；苹果的 HEIC 照片请先转成 JPG")
    return media


def attach(person_id: int, place: str, chosen: Chosen, most: int, at: datetime, files: Path) -> Attachment:
    """Keep a file beside a draft; raises NotAttachable. The same content twice is kept once."""
    media = require_attachable(chosen)
    digest = put(files, chosen.content)
    mine = attachments_at(person_id, place)
    same = [attachment for attachment in mine if attachment.digest == digest]
    if same:
        return same[0]
    if len(mine) >= most:
        raise NotAttachable(f"最多 {most} 个附件")
    return keep(person_id, place, chosen, media, at, files)


def keep(person_id: int, place: str, chosen: Chosen, media: str, at: datetime, files: Path) -> Attachment:
    """Keep a file of a known kind beside a draft."""
    row = Attachment(
        person_id=person_id, place=place, name=plain_name(chosen.name), media=media,
        size=len(chosen.content), digest=put(files, chosen.content), at=at,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def plain_name(name: str) -> str:
    """A file's name without folders and without what no paper can show; its end is kept."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2].strip()
    shown = "".join(c for c in last if c.isprintable() and not refusal(c, installed_coverage()))
    stem, dot, end = shown.rpartition(".")
    return f"{stem[:100]}{dot}{end[:10]}" if stem else shown[:100] or "附件"


def drop(person_id: int, place: str, attachment_id: int) -> None:
    """Take a file away from a draft of one's own."""
    mine = delete(Attachment).filter_by(id=attachment_id, person_id=person_id, place=place, document_id=None)
    db.session.execute(mine)


def bind(person_id: int, place: str, document_id: int) -> None:
    """Let the files of a draft belong to the document that it became."""
    mine = update(Attachment).filter_by(person_id=person_id, place=place, document_id=None)
    db.session.execute(mine.values(document_id=document_id))


def bind_to_decision(person_id: int, place: str, document_id: int, decision_id: int) -> None:
    """Let the files that a signer chose belong to his decision."""
    mine = update(Attachment).filter_by(person_id=person_id, place=place, document_id=None)
    db.session.execute(mine.values(document_id=document_id, decision_id=decision_id))


def attachments_at(person_id: int, place: str) -> list[Attachment]:
    """The files beside a draft, in the order they came."""
    query = select(Attachment).filter_by(person_id=person_id, place=place, document_id=None)
    return list(db.session.scalars(query.order_by(Attachment.id)))


def attachments_of(document_id: int, position: int) -> list[Attachment]:
    """The files that a version of a document shows, in the order they came."""
    query = select(Attachment).filter_by(document_id=document_id, decision_id=None)
    query = query.where(or_(Attachment.gone_from.is_(None), Attachment.gone_from > position))
    return list(db.session.scalars(query.order_by(Attachment.id)))


def of_decisions(document_id: int) -> dict[int, list[Attachment]]:
    """The files that signers gave with their decisions on a document, by the decision's id."""
    query = select(Attachment).filter_by(document_id=document_id).where(Attachment.decision_id.is_not(None))
    found = defaultdict[int, list[Attachment]](list)
    for row in db.session.scalars(query.order_by(Attachment.id)):
        found[row.decision_id or 0].append(row)
    return found


def forgotten(now: datetime) -> Select[Attachment]:
    """SQL: what was attached long ago and never sent."""
    return select(Attachment).where(Attachment.document_id.is_(None), Attachment.at < now - KEPT_UNSENT)


def sweep(now: datetime, files: Path) -> int:
    """Forget what was attached long ago and never sent; inside a writing transaction. Returns how many."""
    rows = list(db.session.scalars(forgotten(now)))
    for row in rows:
        others = select(func.count()).select_from(Attachment).where(Attachment.digest == row.digest)
        if db.session.scalars(others).one() == 1:
            place_of(files, row.digest).unlink(missing_ok=True)
        db.session.delete(row)
        db.session.flush()
    return len(rows)
