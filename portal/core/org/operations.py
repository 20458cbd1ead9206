"""Setting up the organisation: units, posts, persons and who holds what."""

from datetime import date
from typing import TypeVar

from portal.core.org.models import Holding, Person, Post, Unit, UnitPlace
from portal.core.org.roles import ROLES
from portal.extensions import Model, db

T = TypeVar("T", bound=Model)


def open_unit(code: str, name: str, since: date, parent: Unit | None = None) -> Unit:
    """Open a unit under its parent (none: the legal entity)."""
    unit = stored(Unit(code=code))
    stored(UnitPlace(unit_id=unit.id, parent_id=parent and parent.id, name=name, since=since))
    return unit


def open_post(unit: Unit, role: str, since: date, title: str = "") -> Post:
    """Open a post; its title is the role's unless the company calls it otherwise."""
    kind = ROLES[role]
    return stored(Post(unit_id=unit.id, role=role, title=title or kind.title, heads=kind.heads, since=since))


def enrol(number: str, name: str, since: date) -> Person:
    """Enrol an employee."""
    return stored(Person(number=number, name=name, since=since))


def appoint(person: Person, post: Post, since: date) -> Holding:
    """Give a person a post."""
    return stored(Holding(person_id=person.id, post_id=post.id, since=since))


def stored(row: T) -> T:
    """Flush a new row so that it has its id."""
    db.session.add(row)
    db.session.flush()
    return row
