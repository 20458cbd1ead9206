"""A person's week of records as the visitor may see it: the sheet, who looked at it, what is missing."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from sqlalchemy import select

from portal.core.among import among
from portal.core.approval.hooks import noted
from portal.core.approval.visibility import may_see
from portal.core.auth.visitor import HeldPost, visitor
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import view_of
from portal.core.gathering import Entry, gathered
from portal.core.inspections.models import Inspection
from portal.core.inspections.queries import WeekOfRecords, below, inspections_of, records_of
from portal.core.org.roles import ROLES
from portal.core.paper import Entry as HistoryEntry
from portal.core.paper import Paper, Signature, short_code
from portal.core.sheet import SheetView
from portal.core.web.context import today
from portal.extensions import db


@dataclass(frozen=True)
class WeekSheet:
    """The records of a week, oldest first, with the sheet that they make together."""

    whose: WeekOfRecords
    documents: list[Document]
    snapshots: dict[int, Snapshot]
    inspections: dict[int, Inspection]
    view: SheetView

    @classmethod
    def read(cls, whose: WeekOfRecords) -> "WeekSheet | None":
        """What the visitor may see of a person's week; None when that is nothing."""
        mine = may_see(visitor().person_id, today())
        documents = list(db.session.scalars(records_of(whose).where(mine)))
        if not documents:
            return None
        until = min(whose.week.sunday, today() - timedelta(days=1))
        notes = noted(whose.form, whose.author_id, whose.week.monday, until)
        by = ROLES[whose.form.inspection.by].title if whose.form.inspection else ""
        snapshots = newest_of(documents)
        entries = [Entry(document.period, view_of(snapshots[document.id])) for document in documents]
        view = gathered(whose.form, whose.week, entries, notes, by)
        return cls(whose, documents, snapshots, inspections_of(documents), view)

    @property
    def form(self) -> DocumentType:
        """The records' form."""
        return self.whose.form

    @property
    def waiting(self) -> list[Document]:
        """The records that nobody has looked at."""
        return [document for document in self.documents if document.id not in self.inspections]

    def acts(self) -> list[Inspection]:
        """The inspections of the week, oldest first."""
        return sorted(set(self.inspections.values()), key=lambda act: act.id)

    def paper(self) -> Paper:
        """The week as it is printed: the sheet, its signatures, who sent and read what."""
        digest = hashlib.sha256(msgspec.json.encode(self.view)).hexdigest()
        told = sorted((*self.sent(), *map(self.read_entry, self.acts())), key=lambda entry: entry.at)
        return Paper(self.view, self.signatures(), tuple(told), digest, told[-1].at)

    def sent(self) -> list[HistoryEntry]:
        """Each record's sending."""
        name = self.view.head.author
        return [
            HistoryEntry(f"{d.period:%m-%d}", name, "", "提交", d.number, d.submitted_at, self.code_of(d))
            for d in self.documents
        ]

    def code_of(self, document: Document) -> str:
        """The short code of a record's sending."""
        return short_code(self.snapshots[document.id].digest)

    def read_entry(self, act: Inspection) -> HistoryEntry:
        """An inspection in the history."""
        name = self.form.inspection.name if self.form.inspection else ""
        return HistoryEntry(name, act.person.name, act.post, "已阅", act.remark, act.at, act.code)

    def signatures(self) -> tuple[Signature, ...]:
        """The author by sending, the inspector by reading the last that was sent."""
        last, by = self.documents[-1], self.view.signed[-1]
        author = Signature(self.view.signed[0], self.view.head.author, last.submitted_at, self.code_of(last))
        if self.waiting:
            return (author, Signature(by, waiting="待检查"))
        act = self.acts()[-1]
        signed = Signature(by, act.person.name, act.at, act.code, post=act.post, opinion=act.remark)
        return (author, signed)


def newest_of(documents: list[Document]) -> dict[int, Snapshot]:
    """The records' newest versions."""
    query = select(Snapshot).where(Snapshot.id.in_([document.snapshot_id for document in documents]))
    return {snapshot.document_id: snapshot for snapshot in db.session.scalars(query)}


def inspecting_post(sheet: WeekSheet) -> HeldPost | None:
    """The post by which the visitor looks at these records, if he does and something waits."""
    me, inspection = visitor().person_id, sheet.form.inspection
    if inspection is None or not sheet.waiting or sheet.whose.author_id == me:
        return None
    units = below(sheet.form, me, today())
    mine = select(Document.id).where(Document.id == sheet.waiting[0].id, among(Document.unit_id, units))
    return visitor().post_for((inspection.by,)) if db.session.scalar(mine) else None


def days_told(days: tuple[date, ...]) -> str:
    """Days as people say them."""
    return "、".join(f"{day.month}月{day.day}日" for day in days)
