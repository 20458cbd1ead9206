"""What the administrator reads: the tree of a day, a unit, people; each in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.administration.acts import Refused
from portal.core.org.models import Dated, Holding, Person, Post, Unit, UnitPlace
from portal.core.org.queries import in_force
from portal.extensions import db

MOST_SHOWN = 300
MOST_CHOICES = 6


class Branch(NamedTuple):
    """A unit in the tree of a day: how deep, which, its posts with the names of their holders."""

    depth: int
    unit_id: int
    code: str
    name: str
    posts: list[tuple[Post, list[Person]]]


def tree(day: date) -> list[Branch]:
    """The units of a day, each below its own; posts only where there are few enough for one page."""
    rows = (
        select(UnitPlace, Unit.code).join(Unit, Unit.id == UnitPlace.unit_id).where(UnitPlace.in_force(day))
    )
    below: dict[int | None, list[tuple[UnitPlace, str]]] = defaultdict(list)
    for place, code in db.session.execute(rows.order_by(Unit.code)):
        below[place.parent_id].append((place, code))
    posts = posts_on(day)
    return list(branches(None, 0, below, posts))


def branches(
    parent_id: int | None,
    depth: int,
    below: dict[int | None, list[tuple[UnitPlace, str]]],
    posts: dict[int, list[tuple[Post, list[Person]]]],
) -> Iterator[Branch]:
    """The units below one, each followed by its own."""
    for place, code in below.get(parent_id, ()):
        yield Branch(depth, place.unit_id, code, place.name, posts.get(place.unit_id, []))
        if depth < 30:
            yield from branches(place.unit_id, depth + 1, below, posts)


def posts_on(day: date) -> dict[int, list[tuple[Post, list[Person]]]]:
    """The posts of a day by unit, each with its holders; nothing when they are too many to show."""
    posts = list(
        db.session.scalars(select(Post).where(Post.in_force(day)).order_by(Post.id).limit(MOST_SHOWN))
    )
    if len(posts) == MOST_SHOWN:
        return {}
    held: dict[int, list[Person]] = defaultdict(list)
    query = select(Holding).join(Holding.post).join(Holding.person).options(joinedload(Holding.person))
    for holding in db.session.scalars(query.where(*in_force(day)).order_by(Holding.id)):
        held[holding.post_id].append(holding.person)
    of_unit: dict[int, list[tuple[Post, list[Person]]]] = defaultdict(list)
    for post in posts:
        of_unit[post.unit_id].append((post, held[post.id]))
    return of_unit


def posts_of(unit_id: int, day: date) -> list[tuple[Post, list[Holding]]]:
    """A unit's posts that are or will be, each with who holds it or will."""
    posts = list(db.session.scalars(lasting(select(Post).filter_by(unit_id=unit_id), Post, day)))
    query = (
        select(Holding).options(joinedload(Holding.person)).where(Holding.post_id.in_([p.id for p in posts]))
    )
    holdings = list(db.session.scalars(lasting(query, Holding, day)))
    return [(post, [holding for holding in holdings if holding.post_id == post.id]) for post in posts]


def lasting(query: Any, of: type[Dated], day: date) -> Any:
    """SQL: only what is in force on a day or later; what was withdrawn before it began is left out."""
    return query.where(or_(of.until.is_(None), (of.until > day) & (of.until > of.since))).order_by(of.since)


def name_of(unit_id: int, day: date) -> str:
    """A unit's name on a day, or else the next or the last one that it has."""
    query = select(UnitPlace.name, UnitPlace.since, UnitPlace.until).filter_by(unit_id=unit_id)
    rows = [row for row in db.session.execute(query.order_by(UnitPlace.since)) if row.since != row.until]
    current = [row.name for row in rows if row.since <= day]
    return str((current[-1:] or [row.name for row in rows] or ["（未命名部门）"])[0])


def holdings_of(person_id: int) -> list[Holding]:
    """Everything a person held, holds and will hold, newest first."""
    query = select(Holding).filter_by(person_id=person_id).options(joinedload(Holding.post))
    begun = or_(Holding.until.is_(None), Holding.until > Holding.since)
    return list(db.session.scalars(query.where(begun).order_by(Holding.since.desc()).limit(100)))


def unit_names(unit_ids: set[int], day: date) -> dict[int, str]:
    """Names of several units on a day."""
    query = select(UnitPlace.unit_id, UnitPlace.name).where(UnitPlace.unit_id.in_(unit_ids))
    return {row.unit_id: row.name for row in db.session.execute(query.where(UnitPlace.in_force(day)))}


def unit_named(text: str, day: date, field: str) -> int:
    """The unit that a code or a name means on a day; raises Refused, naming the choices."""
    by_code = db.session.scalar(select(Unit.id).where(func.upper(Unit.code) == text.upper()))
    if by_code:
        return by_code
    query = select(UnitPlace.unit_id, Unit.code).join(Unit, Unit.id == UnitPlace.unit_id)
    rows = list(
        db.session.execute(query.where(UnitPlace.name == text, UnitPlace.in_force(day)).limit(MOST_CHOICES))
    )
    if not rows:
        raise Refused(field, f"没有代码或名称是「{text}」的部门")
    if len(rows) > 1:
        raise Refused(field, f"有几个部门叫「{text}」，请填代码：{'、'.join(row.code for row in rows)}")
    return int(rows[0].unit_id)


def person_named(text: str, field: str = "person") -> int:
    """The person that a number or a name means; raises Refused, naming the choices."""
    by_number = db.session.scalar(select(Person.id).filter_by(number=text))
    if by_number:
        return by_number
    query = select(Person).where(Person.name == text).order_by(Person.number).limit(MOST_CHOICES)
    people = list(db.session.scalars(query))
    if not people:
        raise Refused(field, f"没有工号或姓名是「{text}」的人员")
    if len(people) > 1:
        raise Refused(field, f"有几位「{text}」，请填工号：{'、'.join(person.number for person in people)}")
    return people[0].id
