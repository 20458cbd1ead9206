"""Who somebody is to a complaint: his posts, his units, and whether he has to keep away."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import select

from portal.core.org.models import Person, Post
from portal.core.org.queries import held_posts, holdings
from portal.extensions import db
from portal.regulations.bank_complaints.facts import Record
from portal.regulations.bank_complaints.rules.recusal import Member, interest


def roles_of(person_id: int, day: date) -> set[str]:
    """The roles that somebody holds."""
    return {holding.post.role for holding in holdings(person_id, day)}


def member(person_id: int, day: date) -> Member:
    """Somebody with his units."""
    posts = [holding.post for holding in holdings(person_id, day)]
    name = db.session.scalars(select(Person.name).filter_by(id=person_id)).one()
    return Member(person_id, name, *units_of(posts))


def team_of(employee: Member, day: date) -> list[Member]:
    """Everybody who has a post in an employee's units, with those of them that he heads: one question."""
    query = held_posts(day).where(Post.unit_id.in_(employee.units))
    posts: dict[int, list[Post]] = {}
    for holding in db.session.scalars(query):
        posts.setdefault(holding.person_id, []).append(holding.post)
    return [Member(person_id, "", *units_of(mine)) for person_id, mine in posts.items()]


def units_of(posts: Iterable[Post]) -> tuple[frozenset[int], frozenset[int]]:
    """The units of some posts, and those of them that are headed by one."""
    held = list(posts)
    heads = frozenset(post.unit_id for post in held if post.heads)
    return frozenset(post.unit_id for post in held), heads


def kept_away(record: Record, day: date) -> set[int]:
    """§附2: everybody who may not handle a complaint; nobody where no employee is named."""
    if record.employee is None:
        return set()
    employee = member(record.employee.id, day)
    return {
        employee.person_id,
        *(each.person_id for each in team_of(employee, day) if interest(employee, each)),
    }


def interested(record: Record, people: Iterable[int], day: date) -> Iterator[str]:
    """§附2: why any of some people may not handle a complaint; nothing where no employee is named."""
    if record.employee is None:
        return
    employee = member(record.employee.id, day)
    found = (interest(employee, member(person_id, day)) for person_id in people)
    yield from (why for why in found if why)


def all_interested(record: Record, people: Collection[int], day: date) -> bool:
    """Whether nobody is left among some people."""
    return bool(people) and len(list(interested(record, people, day))) == len(people)
