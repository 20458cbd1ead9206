"""Questions about visits."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from portal.core.documents.models import Document
from portal.domain.visits.models import PlannedVisit, Visit
from portal.extensions import db


def planned_visits(person_id: int, first: date, last: date) -> list[PlannedVisit]:
    """What approved plans foresee for a person from one day to another, both included, in order."""
    query = select(PlannedVisit).options(joinedload(PlannedVisit.customer))
    query = query.where(PlannedVisit.person_id == person_id, PlannedVisit.day.between(first, last))
    return list(db.session.scalars(query.order_by(PlannedVisit.day, PlannedVisit.id)))


def visits(person_id: int, first: date, last: date) -> list[Visit]:
    """The visits a person made from one day to another, both included, in order."""
    query = select(Visit).options(joinedload(Visit.customer))
    query = query.where(Visit.person_id == person_id, Visit.day.between(first, last))
    return list(db.session.scalars(query.order_by(Visit.day, Visit.id)))


def missed_visits(person_id: int, first: date, last: date) -> list[PlannedVisit]:
    """What was planned and not visited on its day."""
    made = exists().where(
        Visit.person_id == person_id,
        Visit.day == PlannedVisit.day,
        Visit.customer_id == PlannedVisit.customer_id,
    )
    query = select(PlannedVisit).options(joinedload(PlannedVisit.customer))
    query = query.where(PlannedVisit.person_id == person_id, PlannedVisit.day.between(first, last), ~made)
    return list(db.session.scalars(query.order_by(PlannedVisit.day, PlannedVisit.id)))


def goals(person_id: int, day: date, customer_ids: Collection[int]) -> dict[int, str]:
    """What the person planned to do that day at each of the customers that were planned."""
    query = select(PlannedVisit.customer_id, PlannedVisit.goal).where(
        PlannedVisit.person_id == person_id,
        PlannedVisit.day == day,
        PlannedVisit.customer_id.in_(customer_ids),
    )
    return {customer_id: goal for customer_id, goal in db.session.execute(query)}


def planned_counts(first: date, last: date) -> dict[tuple[int, int], int]:
    """How many visits approved plans foresee, by person and the unit that he planned them in."""
    query = select(PlannedVisit.person_id, Document.unit_id, func.count()).join(
        Document, Document.id == PlannedVisit.document_id
    )
    query = query.where(PlannedVisit.day.between(first, last))
    rows = db.session.execute(query.group_by(PlannedVisit.person_id, Document.unit_id))
    return {(person_id, unit_id): count for person_id, unit_id, count in rows}


def visit_counts(first: date, last: date) -> dict[tuple[int, int], dict[bool, int]]:
    """How many visits were made, by person and unit: planned ones (True) and others."""
    query = select(Visit.person_id, Document.unit_id, Visit.planned, func.count()).join(
        Document, Document.id == Visit.document_id
    )
    query = query.where(Visit.day.between(first, last))
    counts: dict[tuple[int, int], dict[bool, int]] = {}
    rows = db.session.execute(query.group_by(Visit.person_id, Document.unit_id, Visit.planned))
    for person_id, unit_id, planned, count in rows:
        counts.setdefault((person_id, unit_id), {})[planned] = count
    return counts
