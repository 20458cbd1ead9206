"""A company that is as old as the log: its people, and R09 in force."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flask import Flask
from sqlalchemy import update

from portal.core.documents.operations import Author
from portal.core.edition import Edition
from portal.core.facts import Ref
from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.operations import appoint, enrol, open_post, open_unit
from portal.demonstration.company import COMPANY
from portal.demonstration.company import SINCE as FOUNDED
from portal.extensions import db, writing
from tests.core.org.changes import person, unit
from tests.regulations.it_service.history.log import Event

SINCE = date(2009, 1, 1)
DESK, SHOP = ("OPS", "运行维护部"), ("USERS", "客户单位")


def found(app: Flask, events: Iterable[Event]) -> None:
    """The company is founded before the log begins; it has whoever the log names."""
    chapters = app.extensions["catalogue"].chapters
    chapter = chapters["it_service"]
    rules = replace(chapter.regulation, editions=(Edition("试行", SINCE), *chapter.regulation.editions))
    chapters["it_service"] = replace(chapter, regulation=rules)
    events = list(events)
    with app.app_context(), writing():
        for kind in (UnitPlace, Post, Person, Holding):
            db.session.execute(update(kind).where(kind.since == FOUNDED).values(since=SINCE))
        for code, name in (DESK, SHOP):
            open_unit(code, name, SINCE, unit("ROOT"))
        for number in sorted({each.resource for each in events}):
            employ(seat(number), "service_desk", DESK[0])
            employ(resolver(number), "app_db_admin", DESK[0])
        for number in sorted({each.customer for each in events}):
            employ(customer(number), "sales_rep", SHOP[0])


def employ(number: str, role: str, code: str) -> None:
    """Somebody of the log."""
    appoint(enrol(number, f"同事{number}", SINCE), open_post(unit(code), role, SINCE), SINCE)


def seat(resource: int) -> str:
    """A value of the log at the desk."""
    return f"D{resource:02}"


def resolver(resource: int) -> str:
    """The same among the resolvers."""
    return f"R{resource:02}"


def customer(value: int) -> str:
    """A customer."""
    return f"C{value:03}"


def author(number: str) -> Author:
    """Somebody at the desk as an author."""
    row = person(number)
    return Author(row.id, row.name, unit(DESK[0]).id, DESK[1], COMPANY)


def ref(number: str) -> Ref:
    """Somebody as papers name him."""
    row = person(number)
    return Ref(row.id, row.number, row.name)
