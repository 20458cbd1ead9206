"""First installation: an empty company with one administrator."""

from datetime import date
from typing import cast

from flask import current_app

from portal.core.auth.operations import give_password
from portal.core.auth.passwords import Passwords
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.core.web.context import today
from portal.extensions import writing

BEGINNING = date(2000, 1, 1)


def first_administrator(company: str, number: str, name: str, password: str) -> None:
    """Open the root unit, the administrator's post, and enrol who holds it."""
    secret = cast(Passwords, current_app.extensions["passwords"]).hash(password)
    with writing():
        root = open_unit("ROOT", company, BEGINNING)
        post = open_post(root, "portal_admin", BEGINNING)
        person = enrol(number, name, today())
        appoint(person, post, today())
        give_password(person, secret)
