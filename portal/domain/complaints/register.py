"""The register of complaints, as lists and counts read it: a few questions, however many cases there are."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.core.case import CLOSED
from portal.core.clocks.models import Clock
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Ref
from portal.core.instants import last_day, local_day
from portal.core.money import Amount
from portal.core.reports.asking import Audience
from portal.core.web.context import zone
from portal.domain.complaints.models import Complaint
from portal.domain.complaints.statistics import Entry
from portal.domain.customers.models import Customer
from portal.extensions import db


class Span(NamedTuple):
    """The cases of one regulation that somebody may see, from one day to another, both included; `limit` is
    what the clock of a whole case is called there."""

    regulation: str
    limit: str
    first: date
    until: date
    audience: Audience


class Standing(NamedTuple):
    """How many cases are open, how many of them over their limit, and how many reach it today."""

    open: int
    late: int
    today: int


def counted(span: Span) -> list[Entry]:
    """The cases that a count of these days needs: received or closed in them, or still open at their end."""
    closed_since = and_(Document.stage == CLOSED, Complaint.closed >= span.first)
    needed = or_(Complaint.received >= span.first, closed_since, Document.stage != CLOSED)
    query = entries(span).where(Complaint.received <= span.until, Document.status.in_(IN_FORCE), needed)
    return [entry(row) for row in db.session.execute(query)]


def received(span: Span, most: int) -> list[Entry]:
    """The cases that were received in these days, void ones as well, in order."""
    query = entries(span).where(Complaint.received.between(span.first, span.until))
    query = query.order_by(Complaint.received, Complaint.case_id).limit(most)
    return [entry(row) for row in db.session.execute(query)]


def handed_over(case_ids: Collection[int]) -> dict[tuple[int, str], date]:
    """The day on which each case came to each of its stages last."""
    row = CaseEvent
    query = select(row.case_id, row.stage_to, func.max(row.at)).where(row.case_id.in_(case_ids))
    query = query.where(row.stage_to != "").group_by(row.case_id, row.stage_to)
    return {(case, stage): local_day(at, zone()) for case, stage, at in db.session.execute(query)}


def papers_of(case_ids: Collection[int], codes: Collection[str]) -> dict[int, list[str]]:
    """The numbers of the papers of these forms in each case, the oldest first."""
    query = select(Document.case_id, Document.number).where(Document.case_id.in_(case_ids))
    query = query.where(Document.type.in_(codes), Document.number.is_not(None)).order_by(Document.id)
    found: dict[int, list[str]] = {}
    for case_id, number in db.session.execute(query):
        found.setdefault(case_id or 0, []).append(number)
    return found


def standing(codes: Collection[str], stages: Collection[str], name: str, day: date) -> dict[str, Standing]:
    """How the open cases of each regulation stand on a day by the limit of this name: those of these forms at
    these stages."""
    begins = datetime.combine(day, time(), zone())
    late = and_(Clock.stopped_at.is_(None), Clock.due_at <= begins)
    until = Clock.due_at <= begins + timedelta(days=1)
    reached = and_(Clock.stopped_at.is_(None), Clock.due_at > begins, until)
    query = select(
        Complaint.regulation, func.count(), func.count().filter(late), func.count().filter(reached)
    ).join(Complaint.document)
    query = query.outerjoin(Clock, limit(name)).where(Document.type.in_(codes), Document.stage.in_(stages))
    query = query.where(Document.status.in_(IN_FORCE)).group_by(Complaint.regulation)
    return {regulation: Standing(*counts) for regulation, *counts in db.session.execute(query)}


def limit(name: str) -> ColumnElement[bool]:
    """SQL: the clock of a whole case, as it is called."""
    return and_(Clock.document_id == Complaint.case_id, Clock.name == name)


def entries(span: Span) -> Select[*tuple[Any, ...]]:
    """SQL: the cases of a regulation that somebody may see, each with its limit."""
    seen = or_(Document.author_id == span.audience.person_id, Document.unit_id.in_(span.audience.units))
    row = Complaint
    query = select(
        row.case_id, Document.number, Document.status, Document.stage, row.received, Clock.due_at,
        row.answered, row.closed, row.complainant, row.about, row.category, row.liable, row.settled_fen,
        Customer,
    )  # fmt: skip
    query = query.join(row.document).outerjoin(row.customer).outerjoin(Clock, limit(span.limit))
    return query.where(row.regulation == span.regulation, seen)


def entry(row: Any) -> Entry:
    """A row of the register."""
    return Entry(
        row.case_id, row.number, row.status, row.stage, row.received,
        last_day(row.due_at, zone()) if row.due_at else None,
        row.answered,
        row.closed if row.stage == CLOSED else None,
        row.complainant,
        Ref(row.Customer.id, row.Customer.code, row.Customer.name) if row.Customer else None,
        row.about, row.category, row.liable,
        None if row.settled_fen is None else Amount(row.settled_fen),
    )  # fmt: skip
