"""Who somebody is to a complaint: his posts, his units, and whether he has to keep away."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import select

from portal.core.org.models import Person
from portal.core.org.queries import holdings
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
    units = frozenset(post.unit_id for post in posts)
    return Member(person_id, name, units, frozenset(post.unit_id for post in posts if post.heads))


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
