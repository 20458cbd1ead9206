"""The library: the newest version of each document that somebody may read, and those before."""

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import contains_eager

from portal.core.attachments.models import Attachment
from portal.core.documents.models import IN_FORCE, Document
from portal.extensions import db
from portal.regulations.operations_manual.facts import SECRET
from portal.regulations.operations_manual.models import Manual, ManualVersion

PAGE = 30


def may_read(of_it: bool) -> ColumnElement[bool]:
    """SQL: a secret version is for whoever works in IT, all others for everybody."""
    return true() if of_it else ManualVersion.secrecy != SECRET


def newest(of_it: bool) -> Select[ManualVersion]:
    """SQL: what was released last of each document, as far as it may be read."""
    query = select(ManualVersion).join(Manual, Manual.current_id == ManualVersion.document_id)
    query = query.join(ManualVersion.document).options(contains_eager(ManualVersion.document))
    return query.where(may_read(of_it))


def listed(of_it: bool, words: str, after: str) -> tuple[list[ManualVersion], str]:
    """A page of them by file id, and behind which the next one begins ("" for none)."""
    query = newest(of_it).where(ManualVersion.file_id > after)
    if words:
        named = (ManualVersion.title, ManualVersion.file_id)
        query = query.where(or_(*(column.icontains(words, autoescape=True) for column in named)))
    rows = list(db.session.scalars(query.order_by(ManualVersion.file_id).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].file_id if len(rows) > PAGE else ""


def newest_of(document_id: int, of_it: bool) -> ManualVersion | None:
    """The newest version of the document that any of its versions names."""
    same = select(ManualVersion.file_id).filter_by(document_id=document_id).scalar_subquery()
    found: ManualVersion | None = db.session.scalar(newest(of_it).where(ManualVersion.file_id == same))
    return found


def versions(file_id: str, of_it: bool) -> list[ManualVersion]:
    """The versions of a document that were released, the newest first."""
    query = select(ManualVersion).join(ManualVersion.document)
    query = query.options(contains_eager(ManualVersion.document))
    query = query.where(ManualVersion.file_id == file_id, Document.status.in_(IN_FORCE), may_read(of_it))
    return list(db.session.scalars(query.order_by(ManualVersion.document_id.desc())))


def files_of(document_ids: list[int]) -> dict[int, list[Attachment]]:
    """By paper, the files that went with it when it was released."""
    query = select(Attachment).where(Attachment.document_id.in_(document_ids))
    query = query.where(Attachment.gone_from.is_(None), Attachment.decision_id.is_(None))
    found: dict[int, list[Attachment]] = {}
    for file in db.session.scalars(query.order_by(Attachment.id)):
        found.setdefault(file.document_id or 0, []).append(file)
    return found


def file(attachment_id: int, of_it: bool) -> Attachment | None:
    """A file of a released version whose document may be read as it stands now."""
    row = db.session.get(Attachment, attachment_id)
    if row is None or row.document_id is None or row.decision_id or row.gone_from:
        return None
    card = newest_of(row.document_id, of_it)
    known = versions(card.file_id, of_it) if card else []
    return row if row.document_id in {version.document_id for version in known} else None
