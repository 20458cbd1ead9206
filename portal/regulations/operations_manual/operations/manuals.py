"""§0: a document is reviewed and released, and its newest version takes the place of the one before."""

from datetime import date

from sqlalchemy import select

from portal.core.approval.hooks import Refused, on_approved, on_proposed, on_submitted, on_voided
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.web.posted import source_of
from portal.extensions import db, hold, insert_once
from portal.regulations.operations_manual.documents import manual
from portal.regulations.operations_manual.facts import REVISED, ManualPage
from portal.regulations.operations_manual.models import Manual, ManualVersion
from portal.regulations.operations_manual.rules.manuals import (
    NOT_RELEASED,
    already_released,
    file_id_of,
    on_its_way,
    same_version,
)

SAME = ("title", "version", "state", "secrecy", "change")


@on_submitted(manual)
def register(document: Document, said: ManualPage, _moment: Moment) -> None:
    """§0: sent for review; of one document one version at a time, each with a name of its own."""
    kept = held(file_id_of(said))
    require_state(kept, said)
    for other in others(kept.file_id, document.id):
        if other.document.status in ON_ITS_WAY:
            raise Refused(on_its_way(other.document.number or ""))
        if other.version == said.version:
            raise Refused(same_version(other.document.number or ""))
    row = db.session.get(ManualVersion, document.id) or ManualVersion(document_id=document.id)
    row.file_id = kept.file_id
    for name in SAME:
        setattr(row, name, getattr(said, name))
    db.session.add(row)
    db.session.flush()


@on_approved(manual)
def release(document: Document, said: ManualPage, _moment: Moment) -> None:
    """§0: reviewed, and what everybody reads from now on."""
    kept = held(file_id_of(said))
    require_state(kept, said)
    kept.current_id = document.id
    db.session.flush()


@on_voided(manual)
def withdraw(document: Document, _said: ManualPage, _moment: Moment) -> None:
    """§0: a void version gives its place back to the newest of those before."""
    kept = held(db.session.get_one(ManualVersion, document.id).file_id)
    if kept.current_id == document.id:
        before = [v.document_id for v in others(kept.file_id, document.id) if v.document.status in IN_FORCE]
        kept.current_id = max(before, default=None)
        db.session.flush()


@on_proposed(manual)
def revise(_person_id: int, _today: date, of: str) -> Fields:
    """§0: a newer version begins with what stands on the cover of the last one."""
    word, document_id = source_of(of)
    row = db.session.get(ManualVersion, document_id) if word == "manual" else None
    if row is None:
        return []
    told = [(name, getattr(row, name)) for name in ("title", "file_id", "secrecy")]
    return [*told, ("state", REVISED)]


def held(file_id: str) -> Manual:
    """A document by its file id, locked; entered where it is new."""
    insert_once(Manual, file_id=file_id)
    row = hold(Manual, file_id=file_id)
    assert row is not None  # noqa: S101 - just entered
    return row


def require_state(kept: Manual, said: ManualPage) -> None:
    """§0: released is what was not yet, revised what was; raises Refused."""
    if kept.current_id is None and said.state == REVISED:
        raise Refused(NOT_RELEASED)
    if kept.current_id and said.state != REVISED:
        raise Refused(already_released(db.session.get_one(ManualVersion, kept.current_id).title))


def others(file_id: str, but: int) -> list[ManualVersion]:
    """The other versions of a document that are on their way or were released."""
    query = select(ManualVersion).join(ManualVersion.document).where(ManualVersion.document_id != but)
    query = query.where(ManualVersion.file_id == file_id, Document.status.in_((*ON_ITS_WAY, *IN_FORCE)))
    return list(db.session.scalars(query))
