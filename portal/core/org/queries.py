"""Questions about the organisation on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.roles import ROLES
from portal.extensions import db

UNNAMED = "（未命名部门）"
READ_ALL = [role for role, kind in ROLES.items() if "read_all" in kind.capabilities]


class Held(NamedTuple):
    """Who held a post in a unit from a day until (not including) another."""

    person_id: int
    name: str
    unit_id: int
    unit: str
    since: date
    until: date | None


class Place(NamedTuple):
    """A unit as it is named on a day."""

    unit_id: int
    name: str


def holdings(person_id: int, day: date) -> list[Holding]:
    """The posts a person holds, oldest first; none when the person is not employed that day."""
    return [holding for holding, _ in placed_holdings(person_id, day)]


def placed_holdings(person_id: int, day: date) -> list[tuple[Holding, str]]:
    """The same, each with its unit's name that day."""
    rows = db.session.execute(holdings_of_one(), {"person_id": person_id, "day": day})
    return [(holding, name or UNNAMED) for holding, name in rows]


@cache
def holdings_of_one() -> Select[Holding, str]:
    """SQL, written once as every request asks it: the holdings of a `person_id` on a `day`, each with the
    name of its unit."""
    day: Any = bindparam("day", type_=Date)
    query = select(Holding, UnitPlace.name).join(Holding.post).join(Holding.person)
    query = query.outerjoin(UnitPlace, and_(UnitPlace.unit_id == Post.unit_id, UnitPlace.in_force(day)))
    mine = Holding.person_id == bindparam("person_id", type_=Integer)
    query = query.where(mine, *in_force(day)).order_by(Holding.since, Holding.id)
    return query.options(contains_eager(Holding.post))


def last_unit(person_id: int, day: date) -> int | None:
    """The unit in which a person holds a post, or held his last one."""
    query = select(Post.unit_id).join(Holding, Holding.post_id == Post.id)
    begun = query.where(Holding.person_id == person_id, Holding.since <= day)
    ended = Holding.until.is_not(None)
    return db.session.scalar(begun.order_by(ended, Holding.until.desc(), Holding.id).limit(1))


def capabilities(held: list[Holding]) -> frozenset[str]:
    """What the posts together allow."""
    return allowed(holding.post.role for holding in held)


def allowed(roles: Iterable[str]) -> frozenset[str]:
    """What roles together allow."""
    return frozenset(capability for role in roles for capability in ROLES[role].capabilities)


def place(unit_id: int, day: date) -> Place:
    """A unit's name on a day; the code stands in where it has none."""
    query = select(UnitPlace.name).where(UnitPlace.unit_id == unit_id, UnitPlace.in_force(day))
    return Place(unit_id, db.session.scalar(query) or UNNAMED)


def company_name(day: date) -> str:
    """The legal entity's name: the root unit's."""
    root = select(UnitPlace.name).where(UnitPlace.parent_id.is_(None), UnitPlace.in_force(day))
    return db.session.scalar(root.order_by(UnitPlace.unit_id).limit(1)) or ""


def upwards(unit_id: int, day: date) -> list[Place]:
    """The unit and all above it, nearest first."""
    return [Place(*row) for row in db.session.execute(line(), {"unit_id": unit_id, "day": day})]


@cache
def line() -> Select[int, str]:
    """SQL, written once as every sheet asks it: a `unit_id` and all above it on a `day`."""
    chain = climb(bindparam("unit_id", type_=Integer), bindparam("day", type_=Date))
    return select(chain.c.unit_id, chain.c.name).order_by(chain.c.depth)


def climb(unit_id: Any, day: Any) -> CTE:
    """SQL: the unit, its parent and so on, with their distance."""
    start = select(UnitPlace.unit_id, UnitPlace.parent_id, UnitPlace.name, literal(0).label("depth"))
    chain = start.where(UnitPlace.unit_id == unit_id, UnitPlace.in_force(day)).cte("chain", recursive=True)
    above = select(UnitPlace.unit_id, UnitPlace.parent_id, UnitPlace.name, chain.c.depth + 1)
    joined = above.join(chain, UnitPlace.unit_id == chain.c.parent_id)
    return chain.union_all(joined.where(UnitPlace.in_force(day), chain.c.depth < 30))


def units_headed(person_id: Any, day: Any, name: str = "below") -> CTE:
    """SQL: every unit that the person heads, and all below; of two in one question each has its own name."""
    return units_below(person_id, day, Post.heads.is_(True), name)


def units_below(person_id: Any, day: Any, which: ColumnElement[bool], name: str = "below") -> CTE:
    """SQL: the units in which the person holds such a post, and all below."""
    posts = (
        select(Post.unit_id)
        .join(Holding, Holding.post_id == Post.id)
        .join(Person, Holding.person_id == Person.id)
    )
    posts = posts.where(Holding.person_id == person_id, which, *in_force(day))
    below = posts.cte(name, recursive=True)
    lower = select(UnitPlace.unit_id).join(below, UnitPlace.parent_id == below.c.unit_id)
    return below.union(lower.where(UnitPlace.in_force(day)))


def reads_all(person_id: Any, day: Any) -> Select[int]:
    """SQL: a post that lets its holder read everything."""
    return posts_of(person_id, day).where(Post.role.in_(READ_ALL))


def posts_of(person_id: Any, day: Any) -> Select[int]:
    """SQL: the posts that a person holds on a day."""
    query = (
        select(Post.id).join(Holding, Holding.post_id == Post.id).join(Person, Holding.person_id == Person.id)
    )
    return query.where(Holding.person_id == person_id, *in_force(day))


def heads_of(unit_ids: list[int], day: date) -> list[Holding]:
    """Who heads some units: one question for all."""
    query = held_posts(day).where(Post.unit_id.in_(unit_ids), Post.heads.is_(True))
    return list(db.session.scalars(query.order_by(Holding.id)))


def holders_of(roles: set[str], far: set[str], unit_ids: list[int], day: date) -> list[Holding]:
    """Who holds posts of some roles in some units, and of the `far` ones anywhere: one question for all."""
    values = {"roles": [*roles], "far": [*far], "units": unit_ids, "day": day}
    found = db.session.scalars(holders(bool(far)), values)
    return sorted(found, key=attrgetter("id"))  # sorted by the database every holding is read


@cache
def holders(are_far: bool) -> Select[Holding]:
    """SQL, written once as every sheet asks it: who holds posts of `roles` in `units` on a `day`, and perhaps
    of the `far` ones anywhere."""
    named = ("roles", String), ("far", String), ("units", Integer)
    roles, far, units = (bindparam(name, expanding=True, type_=kind) for name, kind in named)
    near = and_(Post.role.in_(roles), Post.unit_id.in_(units))
    query = held_posts(bindparam("day", type_=Date))
    return query.where(or_(near, Post.role.in_(far)) if are_far else near)


def held_posts(day: Any) -> Select[Holding]:
    """SQL: the holdings of a day, with person and post."""
    query = select(Holding).join(Holding.post).join(Holding.person).where(*in_force(day))
    return query.options(joinedload(Holding.post), joinedload(Holding.person))


def in_force(day: Any) -> tuple[ColumnElement[bool], ...]:
    """SQL: holding, post and person are all in force."""
    return Holding.in_force(day), Post.in_force(day), Person.in_force(day)


def posts_told(person_ids: list[int], day: date) -> dict[int, list[str]]:
    """Unit and title of each post that some people hold on a day."""
    query = select(Holding.person_id, UnitPlace.name, Post.title).join(Holding.post).join(Holding.person)
    query = query.join(UnitPlace, UnitPlace.unit_id == Post.unit_id).where(UnitPlace.in_force(day))
    told: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        query.where(Holding.person_id.in_(person_ids), *in_force(day)).order_by(Holding.id)
    )
    for person_id, unit, title in rows:
        told[person_id].append(f"{unit} {title}")
    return told


def held_between(roles: Collection[str], first: date, last: date, which: ColumnElement[bool]) -> list[Held]:
    """Who held posts of some roles on any day from first to last; units as they are named on the last."""
    unit = and_(UnitPlace.unit_id == Post.unit_id, UnitPlace.in_force(last))
    query = select(
        Holding.person_id, Person.name, Post.unit_id, UnitPlace.name, Holding.since, Holding.until
    ).select_from(Holding)
    query = query.join(Holding.post).join(Holding.person).join(UnitPlace, unit).where(which)
    lasting = (Holding.since <= last, or_(Holding.until.is_(None), Holding.until > first))
    found = query.where(Post.role.in_(roles), *lasting).order_by(Holding.id)
    return [Held(*row) for row in db.session.execute(found)]
