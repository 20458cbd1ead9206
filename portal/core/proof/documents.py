"""Documents: the versions, files and papers that their rows hold, against what their streams say."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

import msgspec
from sqlalchemy import Select, select

from portal.core.attachments.models import Attachment
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import digest
from portal.core.evidence import EVIDENCE
from portal.core.proof.fault import Fault
from portal.core.proof.papers import faults_of_papers
from portal.core.proof.told import Told
from portal.core.retention.queries import destroyed
from portal.core.sheet import SheetView
from portal.extensions import db

AT_A_TIME, ROWS = 100, 20
PRINTED = ("document:printed", "document:copied")


def faults() -> Iterator[Fault]:
    """What is wrong with documents, some at a time."""
    after = 0
    while ids := list(db.session.scalars(next_ids(after))):
        told = told_of(ids)
        for number in ids:
            if number not in told:
                yield Fault("单据", f"{number}", "没有审计记录")
        yield from faults_of_versions(ids, told)
        yield from faults_of_papers(ids, told)
        db.session.expunge_all()
        after = ids[-1]


def next_ids(after: int) -> Select[int]:
    """SQL: the next documents, without those that a list destroyed (destroyed.py)."""
    query = select(Document.id).where(Document.id > after, Document.id.not_in(destroyed()))
    return query.order_by(Document.id).limit(AT_A_TIME)


def told_of(ids: list[int]) -> dict[int, Told]:
    """What the streams of documents say of their versions and files; nothing of those without a stream."""
    streams = {f"document:{number}": number for number in ids}
    query = select(AuditEvent.stream, AuditEvent.event, AuditPayload.payload)
    query = query.outerjoin(AuditPayload, AuditPayload.event_id == AuditEvent.id)
    found = defaultdict[int, Told](Told)
    for stream, event, payload in db.session.execute(query.where(AuditEvent.stream.in_(streams))):
        found[streams[stream]].take(said(payload), event in PRINTED)
    return found


def said(payload: str | None) -> dict[str, object]:
    """A payload; an empty one where it cannot be read, which the chain has told."""
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(payload or "{}", type=dict[str, object])
    return {}


def faults_of_versions(ids: list[int], told: dict[int, Told]) -> Iterator[Fault]:
    """Versions that do not say what they said when they were written, and those that are gone."""
    query = select(Snapshot).where(Snapshot.document_id.in_(ids)).order_by(Snapshot.id)
    files, kept = files_of(ids), defaultdict[int, set[str]](set)
    for row in db.session.scalars(query.execution_options(yield_per=ROWS)):
        kept[row.document_id].add(row.digest)
        which = f"单据 {row.document_id} 第 {row.position} 版"
        if digest(row.version, row.facts, row.view) != row.digest:
            yield Fault("快照", which, "内容被改动")
        elif row.document_id in told and row.digest not in told[row.document_id].versions:
            yield Fault("快照", which, "和审计记录里的不是同一份")
        yield from (
            Fault("附件", f"{which}的 {name}", "存着的不是当时的文件")
            for name, beginning in evidence_in(row.view)
            if not any(held.startswith(beginning) for held in files[row.document_id])
        )
    for number, said_so in told.items():
        if said_so.versions - kept[number]:
            yield Fault("快照", f"单据 {number}", "少了审计记录里的一版")


def files_of(ids: list[int]) -> dict[int, set[str]]:
    """The digests of the files beside documents."""
    found = defaultdict[int, set[str]](set)
    query = select(Attachment.document_id, Attachment.digest).where(Attachment.document_id.in_(ids))
    for number, held in db.session.execute(query):
        found[number or 0].add(held)
    return found


def evidence_in(view: str) -> list[tuple[str, str]]:
    """The name, and the beginning of the digest, of each file that a version shows; of one that cannot be
    read nothing, its digest has told."""
    with suppress(msgspec.DecodeError):
        tables = msgspec.json.decode(view, type=SheetView).tables()
        rows = [row for table in tables if table.name == EVIDENCE for row in table.rows]
        return [(row.cells[0].text, row.cells[2].text) for row in rows]
    return []
