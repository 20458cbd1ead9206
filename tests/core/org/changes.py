"""Changes of the organisation that tests make: somebody goes, comes, or a unit moves, from a day on."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from portal.core.org.models import Holding, Person, Unit, UnitPlace
from portal.core.org.operations import appoint, open_post
from portal.extensions import db, writing

SINCE = date(2020, 1, 1)


def person(number: str) -> Person:
    return db.session.scalars(select(Person).filter_by(number=number)).one()


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).filter_by(code=code)).one()


def leave_post(app: Flask, number: str, until: date = SINCE) -> None:
    """A person holds no post from a day on."""
    with app.app_context(), writing() as session:
        mine = select(Holding).join(Holding.person).where(Person.number == number)
        for holding in session.scalars(mine):
            holding.until = until


def take_post(app: Flask, number: str, role: str, code: str, since: date = SINCE) -> None:
    """A person holds a (new) post of a role in a unit from a day on."""
    with app.app_context(), writing():
        appoint(person(number), open_post(unit(code), role, SINCE), since)


def move(app: Flask, code: str, parent: str, name: str, since: date) -> None:
    """A unit has another parent or name from a day on."""
    with app.app_context(), writing() as session:
        place = session.scalars(select(UnitPlace).filter_by(unit_id=unit(code).id, until=None)).one()
        place.until = since
        session.add(UnitPlace(unit_id=unit(code).id, parent_id=unit(parent).id, name=name, since=since))
