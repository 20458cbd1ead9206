"""Whose hand-over somebody may make, and which sheets he may read."""

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.core.handovers.models import Handover
from portal.core.org.models import Holding, Post
from portal.core.org.queries import units_headed
from portal.extensions import db


def heads(head_id: int, person_id: int, day: date) -> bool:
    """Whether somebody heads a unit in which a person had a post, today or last; nobody is his own head."""
    units = select(units_headed(head_id, day).c.unit_id)
    last = select(Holding.post_id).where(Holding.person_id == person_id, Holding.since <= day)
    last = last.order_by(Holding.until.is_(None).desc(), Holding.until.desc()).limit(1)
    now = select(Holding.post_id).where(Holding.person_id == person_id, Holding.in_force(day))
    theirs = or_(Post.id.in_(now), Post.id.in_(last))
    found = select(Post.id).where(Post.unit_id.in_(units), theirs).limit(1)
    return head_id != person_id and db.session.scalar(found) is not None


def own_sheets(person_id: int) -> Select[Handover]:
    """SQL: the sheets on which somebody stands."""
    mine = or_(
        Handover.person_id == person_id, Handover.successor_id == person_id, Handover.by_id == person_id
    )
    return select(Handover).where(mine).options(*map(joinedload, PEOPLE))


def sheets_of(person_id: int) -> list[Handover]:
    """The sheets by which somebody handed over, the newest first."""
    query = select(Handover).filter_by(person_id=person_id).options(*map(joinedload, PEOPLE))
    return list(db.session.scalars(query.order_by(Handover.id.desc())))


def sheet(handover_id: int) -> Handover | None:
    """One, with its people and what they confirmed."""
    query = select(Handover).filter_by(id=handover_id).options(*map(joinedload, PEOPLE))
    found: Handover | None = db.session.scalar(query.options(selectinload(Handover.confirmations)))
    return found


PEOPLE = Handover.person, Handover.successor, Handover.by
