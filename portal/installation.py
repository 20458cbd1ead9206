"""First installation: an empty company with one administrator; and a way in for one who lost his."""

from datetime import date
from typing import cast

from flask import current_app
from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.auth.operations import FIRST_LASTS, give_password, replace_password
from portal.core.auth.passwords import Passwords
from portal.core.org.models import Person
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.core.web.context import now, today
from portal.extensions import db, hold, writing

BEGINNING = date(2000, 1, 1)


def first_administrator(company: str, number: str, name: str, password: str) -> None:
    """Open the root unit, the administrator's post, and enrol who holds it."""
    secret = hashed(password)
    with writing():
        root = open_unit("ROOT", company, BEGINNING)
        post = open_post(root, "portal_admin", BEGINNING)
        person = enrol(number, name, today())
        appoint(person, post, today())
        give_password(person, secret, now() + FIRST_LASTS)


def give_first_password(number: str, password: str) -> bool:
    """Let an employee in whom nobody in the portal can help; whether there is one of this number."""
    secret = hashed(password)
    with writing():
        here = select(Person.id).where(Person.number == number, Person.in_force(today()))
        person = hold(Person, id=db.session.scalar(here) or 0)
        if person:
            replace_password(person, secret, now())
            record(f"person:{person.id}", "person:password_reset", None, now())
    return person is not None


def hashed(password: str) -> str:
    """What is stored of a password."""
    return cast(Passwords, current_app.extensions["passwords"]).hash(password)
