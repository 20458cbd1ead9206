"""The open incidents by the time that is left: all, somebody's own, those of a level."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.approval.models import Task
from portal.core.approval.visibility import may_see
from portal.core.case import CLOSED
from portal.core.cases.by_due import NEVER, PAGE, Place, running
from portal.core.clocks.models import Clock
from portal.core.clocks.queries import of_documents
from portal.core.documents.models import Document
from portal.domain.operations.models import Incident
from portal.extensions import Instant, db


class Filter(NamedTuple):
    """What is looked at: of one level, only what somebody resolves."""

    level: str = ""
    resolver_id: int | None = None

    def wanted(self) -> list[ColumnElement[bool]]:
        """SQL: the same."""
        level = [Incident.level == self.level] if self.level else []
        return level + ([Incident.resolver_id == self.resolver_id] if self.resolver_id else [])


class Row(NamedTuple):
    """An open incident, and when its next limit is over; NEVER while none runs."""

    incident: Incident
    due: datetime


class Standing(NamedTuple):
    """How the open incidents stand: how many, late, somebody's own, waiting for their reporters."""

    open: int
    late: int
    mine: int
    waiting: int


def queue(person_id: int, day: date, wanted: Filter, after: Place | None) -> tuple[list[Row], Place | None]:
    """A page of the open incidents that somebody may see, the most urgent first, and the next one's place."""
    runs = running().subquery()
    due = func.coalesce(runs.c.due, literal(NEVER, Instant)).label("ends_at")
    query = select(Incident, due).join(Incident.document)
    query = query.outerjoin(runs, runs.c.document_id == Document.id)
    query = query.where(is_open(), may_see(person_id, day), *wanted.wanted())
    if after:
        query = query.where(or_(due > after.due, and_(due == after.due, Incident.case_id > after.case_id)))
    around = (joinedload(Incident.reporter), joinedload(Incident.resolver))
    query = query.options(contains_eager(Incident.document), *around)
    found = db.session.execute(query.order_by(due, Incident.case_id).limit(PAGE + 1)).all()
    rows = [Row(incident, moment) for incident, moment in found]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], Place(last.due, last.incident.case_id) if last else None


def standing(person_id: int, day: date, at: datetime) -> Standing:
    """How the open incidents stand that somebody may see."""
    runs = running().subquery()
    waits = and_(Incident.restored_at.is_not(None), Incident.confirmed_at.is_(None))
    query = select(
        func.count(),
        func.count().filter(runs.c.due < at),
        func.count().filter(Incident.resolver_id == person_id, Incident.restored_at.is_(None)),
        func.count().filter(waits),
    )
    query = query.select_from(Incident).join(Incident.document)
    query = query.outerjoin(runs, runs.c.document_id == Document.id)
    counts = db.session.execute(query.where(is_open(), may_see(person_id, day))).one()
    return Standing(*counts)


def is_open() -> ColumnElement[bool]:
    """SQL: an incident is not closed."""
    return Document.stage != CLOSED


def mine(person_id: int, after: int) -> list[Incident]:
    """A page of what somebody reported, the newest first, and one more where there are others; `after` is the
    case that the page begins behind, 0 for the first."""
    query = select(Incident).where(Incident.reporter_id == person_id).options(joinedload(Incident.document))
    if after:
        query = query.where(Incident.case_id < after)
    return list(db.session.scalars(query.order_by(Incident.case_id.desc()).limit(PAGE + 1)))


def clocks(case_ids: Collection[int]) -> dict[int, list[Clock]]:
    """By case, the limits that run or stand still, the next one to end first."""
    found: dict[int, list[Clock]] = {}
    rows = of_documents(case_ids) if case_ids else []
    for clock in sorted(rows, key=lambda each: each.due_at or NEVER):
        found.setdefault(clock.document_id, []).append(clock)
    return found


def turns(person_id: int, case_ids: Collection[int]) -> dict[int, int]:
    """By case, the turn that somebody has on a paper of it."""
    query = select(Document.case_id, func.min(Task.id)).join(Task.document)
    query = query.where(Task.person_id == person_id, Task.state == "open", Document.case_id.in_(case_ids))
    rows = db.session.execute(query.group_by(Document.case_id)) if case_ids else ()
    return {case_id or 0: task_id for case_id, task_id in rows}
