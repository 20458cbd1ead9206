"""Changes: asked for, approved, carried out; only their papers do it. Whichever regulation they are of, they
stand in one calendar."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.instants import Moment
from portal.domain.operations.models import Change
from portal.domain.operations.windows import Window
from portal.extensions import db

NORMAL, STANDARD, EMERGENCY = "normal", "standard", "emergency"
KINDS = {NORMAL: "一般", STANDARD: "标准", EMERGENCY: "紧急"}
EMERGENCY_ORAL = "emergency_oral"
STATES = {
    "requested": "待批准",
    "returned": "已退回",
    "approved": "已批准，待实施",
    EMERGENCY_ORAL: "口头批准，待书面确认",
    "implemented": "已实施，待验收",
    "done": "已完成",
}
MOST = 200


class Requested(NamedTuple):
    """What is asked for; the window in the company's time."""

    regulation: str
    kind: str
    part: str
    thing: str
    title: str
    window: Window


def request(document: Document, wanted: Requested, zone: ZoneInfo, moment: Moment) -> None:
    """Enter a change; sent again, it begins anew. A standard one was approved with its kind."""
    row = db.session.get(Change, document.id) or Change(document_id=document.id)
    row.regulation, row.kind, row.part = wanted.regulation, wanted.kind, wanted.part
    row.thing, row.title = wanted.thing, wanted.title
    row.begins_at, row.ends_at = (at.replace(tzinfo=zone) for at in wanted.window)
    row.approved_at, row.implemented_at = (moment.at if wanted.kind == STANDARD else None), None
    db.session.add(row)
    db.session.flush()


def approve(document_id: int, at: datetime) -> None:
    """It was approved, or confirmed, in writing."""
    db.session.get_one(Change, document_id).approved_at = at
    db.session.flush()


def implement(document_id: int, at: datetime) -> None:
    """It was reported as carried out."""
    db.session.get_one(Change, document_id).implemented_at = at
    db.session.flush()


def state_of(change: Change) -> str:
    """How far a change is; what an emergency owes in writing stands before what was done."""
    if change.document.status in IN_FORCE:
        return "done"
    if change.document.status == "returned":
        return "returned"
    if change.approved_at is None:
        return EMERGENCY_ORAL if change.kind == EMERGENCY else "requested"
    return "implemented" if change.implemented_at else "approved"


def window_of(change: Change, zone: ZoneInfo) -> Window:
    """Its window in the company's time."""
    return Window(*(at.astimezone(zone).replace(tzinfo=None) for at in (change.begins_at, change.ends_at)))


def changes_between(first: date, until: date, zone: ZoneInfo) -> list[Change]:
    """The changes of every unit and regulation whose window has a part between two days, both included: those
    on their way and those done, in order."""
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(until + timedelta(days=1), time(), zone)
    query = (
        select(Change)
        .join(Change.document)
        .options(contains_eager(Change.document).joinedload(Document.author))
    )
    query = query.where(Change.begins_at < ends, Change.ends_at > begins)
    query = query.where(Document.status.in_((*ON_ITS_WAY, *IN_FORCE)))
    return list(db.session.scalars(query.order_by(Change.begins_at, Change.document_id).limit(MOST)))


def opened_by(person_id: int, changes: Collection[Change], day: date) -> set[int]:
    """Those of some changes whose paper somebody may open."""
    if not changes:
        return set()
    ids = [change.document_id for change in changes]
    query = select(Document.id).where(Document.id.in_(ids), may_see(person_id, day))
    return set(db.session.scalars(query))


def waiting_for(states: Collection[str], most: int) -> list[Change]:
    """The changes on their way that stand so, the soonest first."""
    query = select(Change).join(Change.document).options(contains_eager(Change.document))
    rows = db.session.scalars(query.where(Document.status.in_(ON_ITS_WAY)).order_by(Change.begins_at)).all()
    return [row for row in rows if state_of(row) in states][:most]
