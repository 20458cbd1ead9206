"""Somebody's open cases by the days that are left: those he took down, and those of registers he keeps."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.approval.models import Task
from portal.core.case import CLOSED
from portal.core.cases.by_due import NEVER, PAGE, Place, running
from portal.core.documents.models import Document
from portal.core.instants import last_day
from portal.core.web.context import zone
from portal.domain.complaints.models import Complaint, ComplaintCallback
from portal.domain.complaints.openers import openers
from portal.domain.complaints.register import Standing
from portal.extensions import Instant, db


class Mine(NamedTuple):
    """An open case, and when it is due; NEVER while no limit runs."""

    complaint: Complaint
    due: datetime

    @property
    def place(self) -> Place:
        """Where the next page would begin."""
        return Place(self.due, self.complaint.case_id)

    def days_left(self, today: date, zone: ZoneInfo) -> int | None:
        """How many days are left, 0 on the last; None while no limit runs."""
        return None if self.due == NEVER else (last_day(self.due, zone) - today).days


def my_cases(person_id: int, kept: Collection[str], after: Place | None) -> tuple[list[Mine], Place | None]:
    """A page of somebody's open cases, the most urgent first, and where the next one begins; `kept` are the
    forms whose register he keeps."""
    runs = running().subquery()
    due = func.coalesce(runs.c.due, literal(NEVER, Instant)).label("ends_at")
    query = select(Complaint, due).join(Complaint.document).outerjoin(runs, runs.c.document_id == Document.id)
    query = query.where(Document.stage != CLOSED, or_(Document.author_id == person_id, kept_by(kept)))
    if after:
        later = and_(due == after.due, Complaint.case_id > after.case_id)
        query = query.where(or_(due > after.due, later))
    query = query.options(contains_eager(Complaint.document))
    found = db.session.execute(query.order_by(due, Complaint.case_id).limit(PAGE + 1)).all()
    rows = [Mine(complaint, moment) for complaint, moment in found]
    return rows[:PAGE], rows[PAGE - 1].place if len(rows) > PAGE else None


def standing_of(person_id: int, kept: Collection[str], day: date) -> Standing:
    """How somebody's open cases stand on a day: how many, over a limit that runs, and at one's last day."""
    begins = datetime.combine(day, time(), zone())
    runs = running().subquery()
    late = runs.c.due <= begins
    reached = and_(runs.c.due > begins, runs.c.due <= begins + timedelta(days=1))
    query = select(func.count(), func.count().filter(late), func.count().filter(reached))
    query = query.select_from(Complaint).join(Complaint.document)
    query = query.outerjoin(runs, runs.c.document_id == Document.id)
    mine = or_(Document.author_id == person_id, kept_by(kept))
    counts = db.session.execute(query.where(Document.stage != CLOSED, mine)).one()
    return Standing(*counts)


def calls(person_id: int, kept: Collection[str]) -> list[ComplaintCallback]:
    """The customers whom somebody's open cases want called back, the most urgent first; bounded."""
    query = select(ComplaintCallback).join(ComplaintCallback.complaint).join(Complaint.document)
    query = query.where(ComplaintCallback.document_id.is_(None), Document.stage != CLOSED)
    query = query.where(or_(Document.author_id == person_id, kept_by(kept)))
    about = contains_eager(ComplaintCallback.complaint)
    query = query.options(about.contains_eager(Complaint.document))
    return list(db.session.scalars(query.order_by(ComplaintCallback.due, ComplaintCallback.id).limit(PAGE)))


def kept_by(kept: Collection[str]) -> ColumnElement[bool]:
    """SQL: the cases of forms whose register somebody keeps."""
    return Document.type.in_(kept) if kept else false()


def kept_forms(roles: Collection[str]) -> list[str]:
    """The codes of the forms whose cases somebody with these roles keeps."""
    forms = [each.form for each in openers()]
    return [form.code for form in forms if form.case and set(form.case.keepers) & set(roles)]


def waiting(case_ids: Collection[int]) -> dict[int, list[Task]]:
    """By case, whose turn it is on its papers."""
    query = select(Task).join(Task.document).where(Document.case_id.in_(case_ids), Task.state == "open")
    around = (contains_eager(Task.document), joinedload(Task.person), joinedload(Task.step))
    found: dict[int, list[Task]] = {}
    for task in db.session.scalars(query.options(*around).order_by(Task.id)) if case_ids else ():
        found.setdefault(task.document.case_id or 0, []).append(task)
    return found
