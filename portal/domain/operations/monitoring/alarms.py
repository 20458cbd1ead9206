"""Alarms: told by monitoring, each kept once; one waits until somebody opens a fault for it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import joinedload

from portal.core.approval.visibility import may_see
from portal.core.desk.in_use import chapters_in_use
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.facts import columns
from portal.domain.operations.models import Alarm, Incident
from portal.domain.operations.monitoring.webhook import FIRING, RESOLVED, Group, Told
from portal.extensions import db, inserting

PAGE, MOST, LATELY = 30, 100, timedelta(days=7)
IN_ORDER = (Alarm.status, Alarm.id.desc())  # what fires first
SEEN_LAST = ("status", "name", "severity", "thing", "summary", "last_at", "left_out", "teller")


def take(group: Group, teller: str, at: datetime) -> None:
    """Keep what a message tells: each alarm once, as it was told last, with how often it was told."""
    rows: dict[tuple[str, datetime], dict[str, Any]] = {}
    for alarm in group.alarms:
        count = rows.get(alarm[:2], {"count": 0})["count"] + 1
        beside = {"last_at": at, "count": count, "left_out": group.left_out, "teller": teller}
        rows[alarm[:2]] = told_at(alarm, at) | beside
    statement = inserting(Alarm)
    newer = statement.excluded
    kept = {name: getattr(newer, name) for name in (*SEEN_LAST, "ends_at")}
    statement = statement.on_conflict_do_update(
        index_elements=["fingerprint", "starts_at"], set_=kept | {"count": Alarm.count + newer.count}
    )
    if rows:  # in one order, so that two messages never wait for each other
        db.session.execute(statement, [rows[key] for key in sorted(rows)])


def told_at(alarm: Told, at: datetime) -> dict[str, Any]:
    """An alarm's own columns; one that is over without saying since when is so from now on."""
    over = alarm.ends_at or at if alarm.status == RESOLVED else None
    return alarm._asdict() | {"ends_at": over}


def waiting() -> Select[Alarm]:
    """SQL: the alarms for which nobody opened a fault, the newest first."""
    return select(Alarm).where(Alarm.fault_id.is_(None)).order_by(Alarm.id.desc())


def asking(at: datetime) -> tuple[list[Alarm], int]:
    """Those of them that fire, and how many are over since a week or less; of MOST at most."""
    lately = or_(Alarm.status == FIRING, Alarm.ends_at > at - LATELY)
    rows = list(db.session.scalars(waiting().where(lately).order_by(None).order_by(*IN_ORDER).limit(MOST)))
    fires = [row for row in rows if row.status == FIRING]
    return fires, len(rows) - len(fires)


def page(after: tuple[str, int]) -> tuple[list[Alarm], tuple[str, int] | None]:
    """A page of all alarms, those that are firing first, the newest first; and behind which the next one
    begins."""
    status, last = after
    query = select(Alarm).options(joinedload(Alarm.fault).joinedload(Incident.document))
    if status in (FIRING, RESOLVED):
        query = query.where(or_(Alarm.status > status, and_(Alarm.status == status, Alarm.id < last)))
    found = list(db.session.scalars(query.order_by(*IN_ORDER).limit(PAGE + 1)))
    more = (found[PAGE - 1].status, found[PAGE - 1].id) if len(found) > PAGE else None
    return found[:PAGE], more


def seen_faults(person_id: int, rows: Collection[Alarm], day: date) -> set[int]:
    """Which of the faults that were opened for alarms somebody may see."""
    ids = [row.fault_id for row in rows if row.fault_id]
    query = select(Document.id).where(Document.id.in_(ids), may_see(person_id, day))
    return set(db.session.scalars(query))


def open_for(alarm_id: int, case_id: int) -> bool:
    """Note which fault was opened for an alarm; whether none was before."""
    free = or_(Alarm.fault_id.is_(None), Alarm.fault_id == case_id)
    query = update(Alarm).where(Alarm.id == alarm_id, free).values(fault_id=case_id)
    return db.session.scalar(query.returning(Alarm.id)) is not None


def of_fault(case_id: int) -> list[Alarm]:
    """The alarms for which a fault was opened."""
    return list(db.session.scalars(select(Alarm).where(Alarm.fault_id == case_id).order_by(Alarm.id)))


def told(alarm: Alarm) -> str:
    """An alarm in words."""
    return f"{alarm.name} {alarm.thing}".strip()


def fault_form() -> DocumentType | None:
    """The form that opens a fault for an alarm, of the regulations that are used today."""
    forms = (form for chapter in chapters_in_use() for form in chapter.types)
    return next((form for form in forms if form.case and "alarm" in columns(form.facts)), None)
