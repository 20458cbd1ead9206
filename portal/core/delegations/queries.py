"""Who acts for whom at an instant.

A right reaches over at most two delegations: B acts for A, and C for A by way of B, on the forms that both
cover and while both are active. What has begun, ended or been revoked counts from that very instant.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from flask import g
from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.delegations.models import Delegation
from portal.core.delegations.rules import both, covers
from portal.core.instants import local_day
from portal.core.org.models import Person
from portal.core.web.context import now, zone
from portal.core.web.reader import known
from portal.extensions import Instant, db

Link = tuple[Delegation, Delegation | None]


class Mandate(NamedTuple):
    """Whom somebody acts for, on which forms (none: all), by which delegations, until when; `through` names
    who stands between them."""

    principal_id: int
    principal_name: str
    forms: tuple[str, ...]
    via: tuple[int, ...]
    until: datetime
    through: str = ""


class Standing(NamedTuple):
    """What a person delegates now, and for whom he acts."""

    given: list[Delegation]
    mandates: list[Mandate]


def acts_for(person_id: int, at: datetime) -> list[Mandate]:
    """For whom a person acts, the direct ones first."""
    return standing(person_id, at).mandates


def standing_now(person_id: int) -> Standing:
    """What stands for a person now, asked once a request; whoever decides asks anew (mandate_for)."""
    stands: dict[int, Standing] = g.setdefault("standing", {})
    if person_id not in stands:
        stands[person_id] = Standing([], []) if has_none(person_id) else standing(person_id, now())
    return stands[person_id]


def has_none(person_id: int) -> bool:
    """Whether it is known with the visitor that he neither gave nor received a delegation that still runs."""
    at_hand = known()
    return at_hand is not None and at_hand.person_id == person_id and not at_hand.delegates


def standing(person_id: int, at: datetime) -> Standing:
    """What a person delegates and for whom he acts, in one question."""
    found = asked(links_of_one(), at, person_id=person_id)
    given = {last.id: last for last, _ in found if last.person_id == person_id}
    return Standing(list(given.values()), mandates([link for link in found if link[0].id not in given]))


def asked(query: Select[Any], at: datetime, **values: Any) -> list[Link]:
    """The links that a query (see `links`) finds at an instant."""
    rows = db.session.execute(query, {"at": at, "day": local_day(at, zone()), **values})
    return [(last, before) for last, before in rows]


@cache
def links_of_one() -> Select[Any]:
    """SQL, written once as every page asks it: the links of whoever is `person_id`."""
    last, before, person_id = aliased(Delegation), aliased(Delegation), bindparam("person_id", type_=Integer)
    return links(last, before, or_(last.person_id == person_id, last.delegate_id == person_id))


def links(last: Any, before: Any, which: ColumnElement[bool]) -> Select[Any]:
    """SQL: the delegations that are active `at` an instant of a `day`, each with every one that it carries on
    (None: none)."""
    returned = before.person_id == last.delegate_id
    onward = and_(before.delegate_id == last.person_id, ~returned, active(before))
    query = select(last, before).outerjoin(before, onward).where(active(last), which)
    named = joinedload(last.person), joinedload(last.delegate), joinedload(before.person)
    return query.options(*named).order_by(last.id, before.id)


def active(of: Any) -> ColumnElement[bool]:
    """SQL: whether a delegation is in force `at` an instant, between two people employed on its `day`."""
    at: Any = bindparam("at", type_=Instant)
    day: Any = bindparam("day", type_=Date)
    employed = Person.in_force(day)
    unended = or_(of.ended_at.is_(None), of.ended_at > at)
    return and_(of.since <= at, of.until > at, unended, of.person.has(employed), of.delegate.has(employed))


def mandates(found: list[Link]) -> list[Mandate]:
    """The rights that links give to their last delegate."""
    direct = {
        last.id: Mandate(last.person_id, last.person.name, last.scope, (last.id,), last.until)
        for last, _ in found
    }
    return [*direct.values(), *(m for last, before in found if before and (m := chained(before, last)))]


def chained(before: Delegation, last: Delegation) -> Mandate | None:
    """The right that two delegations give together; None when no form is in both."""
    forms = both(before.scope, last.scope)
    if forms is None:
        return None
    until, via = min(before.until, last.until), (before.id, last.id)
    return Mandate(before.person_id, before.person.name, forms, via, until, last.person.name)


def delegates_of(people: Iterable[int], form: str, at: datetime) -> dict[int, list[int]]:
    """Who may act for each of some people on a form; in one question."""
    found: dict[int, list[int]] = {person_id: [] for person_id in people}
    rows = asked(links_from_all(), at, people=list(found)) if found else []
    for delegate_id, mandate in ((last.delegate_id, m) for last, b in rows for m in mandates([(last, b)])):
        known = found.get(mandate.principal_id, [delegate_id])
        if covers(mandate.forms, form) and delegate_id not in known:
            known.append(delegate_id)
    return found


@cache
def links_from_all() -> Select[Any]:
    """SQL, written once as every decision asks it: the links that begin with any of `people`."""
    last, before = aliased(Delegation), aliased(Delegation)
    people: Any = bindparam("people", expanding=True, type_=Integer)
    return links(last, before, or_(last.person_id.in_(people), before.person_id.in_(people)))


def mandate_for(actor_id: int, owner_id: int, form: str, at: datetime) -> Mandate | None:
    """The right to act now on a task of its owner, the direct one before one by way of another."""
    fitting = (m for m in acts_for(actor_id, at) if m.principal_id == owner_id and covers(m.forms, form))
    return next(fitting, None)


def own_delegations(person_id: int) -> Select[Any]:
    """SQL: what a person gave and received, whenever."""
    mine = or_(Delegation.person_id == person_id, Delegation.delegate_id == person_id)
    people = Delegation.person, Delegation.delegate, Delegation.creator
    return select(Delegation).where(mine).options(*map(joinedload, people))
