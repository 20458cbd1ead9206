"""§3.2, §3.3.1: the newest paper about a server or an information asset is what its register lists."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select, update

from portal.core.approval.hooks import on_approved, on_proposed, on_reported, on_voided
from portal.core.approval.visibility import may_see
from portal.core.document_type import DocumentType
from portal.core.documents.models import IN_FORCE, Document, Snapshot
from portal.core.documents.operations import said as said_in
from portal.core.facts import columns
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.kinds import shown, typed
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.web.posted import source_of
from portal.extensions import db, one_at_a_time
from portal.regulations.operations_manual.documents import (
    information,
    information_list,
    server,
    server_list,
)
from portal.regulations.operations_manual.facts import InformationAsset, Server
from portal.regulations.operations_manual.models import RegisteredAsset
from portal.regulations.operations_manual.rules.registers import known_by

MOST = 1000
SOURCE = "registered"
HOW = (f"今天的样子：各列最新批准的一张，按名称排列，最多 {MOST} 行。",)


@on_approved(server)
def enter_server(document: Document, said: Server, _moment: Moment) -> None:
    """§3.2: listed from now on, in place of what was said of the same name or item before."""
    enter(document, said.name, said.item.id if said.item else None)


@on_approved(information)
def enter_information(document: Document, said: InformationAsset, _moment: Moment) -> None:
    """§3.3.1: listed from now on, in place of what was said of the same system before."""
    enter(document, said.name, None)


def enter(document: Document, name: str, item_id: int | None) -> None:
    """Enter what a paper is about, and put it in the place of those before."""
    one_at_a_time(document.type)
    row = RegisteredAsset(document_id=document.id, form=document.type, name=known_by(name), item_id=item_id)
    same = RegisteredAsset.name == row.name
    if item_id:
        same = or_(same, RegisteredAsset.item_id == item_id)
    current = RegisteredAsset.replaced_by.is_(None)
    before = update(RegisteredAsset).where(RegisteredAsset.form == row.form, current, same)
    db.session.execute(before.values(replaced_by=document.id))
    db.session.add(row)
    db.session.flush()


@on_voided(server)
@on_voided(information)
def withdraw(document: Document, _said: Any, _moment: Moment) -> None:
    """§3.2, §3.3.1: what a void paper replaced is listed again, or replaced by what came after it."""
    one_at_a_time(document.type)
    row = db.session.get_one(RegisteredAsset, document.id, populate_existing=True)
    mine = update(RegisteredAsset).where(RegisteredAsset.replaced_by == document.id)
    db.session.execute(mine.values(replaced_by=row.replaced_by))


@on_proposed(server)
def begin_server(person_id: int, today: date, of: str) -> Fields:
    """§3.2: a newer paper begins with what the last one says."""
    return begun(server, person_id, today, of)


@on_proposed(information)
def begin_information(person_id: int, today: date, of: str) -> Fields:
    """§3.3.1: a newer record begins with what the last one says."""
    return begun(information, person_id, today, of)


def begun(form: DocumentType, person_id: int, today: date, of: str) -> Fields:
    """What a paper says that is listed and that the person may see, all but its day."""
    word, document_id = source_of(of)
    mine = may_see(person_id, today)
    query = entries(form).where(Document.id == document_id, mine)
    found = db.session.execute(query).first() if word == SOURCE else None
    if found is None:
        return []
    said = said_in(found[1], form)
    return [(name, typed(getattr(said, name))) for name in columns(form.facts) if name != "day"]


@on_reported(server_list)
def list_servers(asked: Asked) -> Reported:
    """§3.2: every server, as its newest paper says."""
    rows = [
        (
            said.name, said.state, f"{said.model} {said.serial}".strip(),
            f"{said.cpu}、{said.memory}、{said.disk}", said.addresses, said.system, said.place,
            said.owner.label, shown(said.warranty), document.number,
        )
        for document, said in listed(server)
    ]  # fmt: skip
    return Reported(rows, asked.until, HOW)


@on_reported(information_list)
def list_information(asked: Asked) -> Reported:
    """§3.3.1: every information asset, as its newest paper says."""
    rows = [
        (
            said.name, said.data_class, said.owner.label, said.place, f"{said.backup} {said.copies}".strip(),
            said.risk, said.measures, document.number,
        )
        for document, said in listed(information)
    ]  # fmt: skip
    return Reported(rows, asked.until, HOW)


def listed(form: DocumentType) -> Iterator[tuple[Document, Any]]:
    """The papers that a register lists, with what they say, by name."""
    query = entries(form).order_by(RegisteredAsset.name, Document.id)
    for document, snapshot in db.session.execute(query.limit(MOST)):
        yield document, said_in(snapshot, form)


def entries(form: DocumentType) -> Select[Document, Snapshot]:
    """SQL: the papers that a register lists, with their snapshots."""
    query = select(Document, Snapshot).join(RegisteredAsset, RegisteredAsset.document_id == Document.id)
    query = query.join(Snapshot, Snapshot.id == Document.snapshot_id)
    query = query.where(RegisteredAsset.form == form.code, RegisteredAsset.replaced_by.is_(None))
    return query.where(Document.status.in_(IN_FORCE))
