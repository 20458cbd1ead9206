"""Delegating and revoking: both people are locked, the act is audited, and whoever did not do it is told."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, and_, select

from portal.core.audit.chain import record
from portal.core.delegations.models import Delegation
from portal.core.delegations.rules import (
    Refused,
    Wanted,
    beginning,
    both,
    require_others,
    require_there,
    require_window,
)
from portal.core.delegations.telling import begun, ended, window
from portal.core.instants import local_day
from portal.core.notices.operations import tell
from portal.core.org.models import Person
from portal.core.web.context import zone
from portal.extensions import db, hold


class Over(LookupError):
    """The delegation has ended already, or there is none."""


def delegate(wanted: Wanted, by: int, waiting: int, at: datetime) -> Delegation:
    """Let somebody act for a person, before whom `waiting` tasks of these forms lie; raises Refused."""
    require_others(wanted, by)
    people = held(wanted.person_id, wanted.delegate_id)
    since = beginning(wanted.since, at)
    require_window(since, wanted.until)
    settled = wanted._replace(since=since)
    for person in people:
        last = wanted.until - timedelta(microseconds=1)
        stay = (person.since, person.until)
        require_there(person.name, stay, local_day(since, zone()), local_day(last, zone()))
    require_alone(settled)
    row = stored(settled, by, at)
    tell(begun(row, waiting), at)
    return row


def held(*person_ids: int) -> list[Person]:
    """The people, locked in the order of their ids, so that nobody waits in a ring; raises Refused."""
    found = [hold(Person, id=person_id) for person_id in sorted(person_ids)]
    people = [person for person in found if person]
    if len(people) < len(found):
        raise Refused("delegate", "没有这位同事")
    return people


def require_alone(wanted: Wanted) -> None:
    """A task has one delegate at a time, and nobody gets his own right back; raises Refused."""
    for row in db.session.scalars(select(Delegation).where(overlapping(wanted))):
        told = f"已委托{row.delegate.name}代办（{window(row.since, row.until)}）"
        if row.person_id != wanted.person_id:
            raise Refused("delegate", f"{row.person.name}{told}，不能互相委托")
        if both(row.scope, wanted.forms) is not None:
            raise Refused("delegate", f"这段时间{told}，请先收回，或错开时间、表单")


def overlapping(wanted: Wanted) -> ColumnElement[bool]:
    """SQL: what stands beside it in time: of the same person, or the other way round."""
    beside = and_(
        Delegation.ended_at.is_(None), Delegation.since < wanted.until, Delegation.until > wanted.since
    )
    same, back = Delegation.person_id == wanted.person_id, Delegation.person_id == wanted.delegate_id
    return and_(beside, same | (back & (Delegation.delegate_id == wanted.person_id)))


def stored(wanted: Wanted, by: int, at: datetime) -> Delegation:
    """The row and its event."""
    values = wanted._asdict() | {"forms": msgspec.json.encode(wanted.forms).decode()}
    row = Delegation(**values, created_at=at, created_by=by)
    db.session.add(row)
    db.session.flush()
    told = {name: value for name, value in wanted._asdict().items() if name != "person_id"}
    record(f"person:{row.person_id}", "delegation:created", by, at, delegation=row.id, **told)
    return row


def end(delegation_id: int, by: int, at: datetime) -> Delegation:
    """Take a delegation back: it ends at once; raises Over."""
    person_id = db.session.scalar(select(Delegation.person_id).filter_by(id=delegation_id))
    hold(Person, id=person_id or 0)
    row = hold(Delegation, id=delegation_id)
    if row is None or row.state_at(at) in ("over", "revoked"):
        raise Over
    row.ended_at = at
    db.session.flush()
    record(f"person:{row.person_id}", "delegation:ended", by, at, delegation=row.id)
    tell(ended(row, by), at)
    return row
