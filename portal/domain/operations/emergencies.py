"""Plans for emergencies: in force, practised, replaced by a newer version; only their papers do it."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select, update
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, Document
from portal.domain.operations.models import EmergencyPlan
from portal.extensions import db


class Prepared(NamedTuple):
    """What a plan is for, and the plan in whose place it comes."""

    regulation: str
    part: str
    scenario: str
    replaces: int | None


def put_in_force(paper: Document, prepared: Prepared, day: date) -> None:
    """Enter a plan; the one that it replaces is none any more, what was practised of that counts for it."""
    told = prepared._asdict()
    before = db.session.get(EmergencyPlan, told.pop("replaces") or 0)
    drilled = before.drilled_on if before else None
    db.session.add(EmergencyPlan(document_id=paper.id, approved=day, drilled_on=drilled, **told))
    db.session.flush()
    if before:
        before.replaced_by = paper.id
        db.session.flush()


def take_back(paper: Document) -> None:
    """A void plan replaces nothing."""
    mine = update(EmergencyPlan).where(EmergencyPlan.replaced_by == paper.id)
    db.session.execute(mine.values(replaced_by=None))


def practise(plan_id: int, day: date) -> None:
    """Note the newest day on which a plan was practised or needed."""
    row = db.session.get_one(EmergencyPlan, plan_id)
    row.drilled_on = max(filter(None, (row.drilled_on, day)))
    db.session.flush()


def plans_in_force() -> Select[Any]:
    """SQL: the plans in force, the newest first."""
    query = select(EmergencyPlan).join(EmergencyPlan.document)
    query = query.options(contains_eager(EmergencyPlan.document))
    query = query.where(EmergencyPlan.replaced_by.is_(None), Document.status.in_(IN_FORCE))
    return query.order_by(EmergencyPlan.document_id.desc())


def plans_for(person_id: int, day: date) -> Select[Any]:
    """SQL: those of them that somebody may see."""
    return plans_in_force().where(may_see(person_id, day))
