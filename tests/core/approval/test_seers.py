"""What the visitor sees by the posts that his request knows is what his posts in the tables let him see."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.seers import Seer, keepers
from portal.core.approval.sight import reasons, reasons_of
from portal.core.approval.visibility import seen_with, visible
from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.core.web.context import today
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import take_post
from tests.plans import plan

pytestmark = pytest.mark.both_databases(whole=True)
PEOPLE = ("1001", "1003", "1004", "1006", "1007", "1009")


@pytest.fixture
def papers(app: Flask) -> list[int]:
    """A plan as it is, one in a compartment, and one of a form whose files are a register; their keepers."""
    ids = [plan(app), plan(app, number="1004"), plan(app, "return", number="1002")]
    with app.app_context(), writing() as session:
        form, roles = keepers()[0]
        walled, kept = (session.get_one(Document, number) for number in ids[1:])
        walled.compartment, kept.type = "discipline_inspector", form
    take_post(app, "1009", "discipline_inspector", "SALES")
    take_post(app, "1001", roles[0], "SALES")
    return ids


def seen_by_visitor(app: Flask, number: str) -> tuple[set[int], set[int]]:
    """What a signed-in person may see, row by row and by indexes."""
    cookie = signed_in(app, number).client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie
    with app.test_request_context("/", headers={"Cookie": f"{cookie.key}={cookie.value}"}):
        app.preprocess_request()
        me = visitor()
        rows = set(db.session.scalars(visible(me.person_id, today())))
        if "read_all" in me.capabilities:
            return rows, rows
        return rows, set(db.session.scalars(reasons_of(me.person_id, today())))


def seen_in_tables(app: Flask, number: str) -> tuple[set[int], set[int]]:
    """The same, by the posts in the tables."""
    with app.app_context():
        me = db.session.scalars(select(Person.id).filter_by(number=number)).one()
        seer = Seer(me, today(), keepers())
        rows = set(db.session.scalars(select(Document.id).where(seen_with((), seer))))
        return rows, set(db.session.scalars(reasons((), seer, None)))


def test_both_say_the_same_of_everybody(app: Flask, papers: list[int]) -> None:
    open_one, walled, kept = papers
    found = {number: seen_by_visitor(app, number) for number in PEOPLE}
    for number in PEOPLE:
        rows, by_index = seen_in_tables(app, number)
        assert found[number][0] == rows, number
        assert rows <= by_index and rows <= found[number][1], number
    assert [number for number in PEOPLE if walled in found[number][0]] == ["1009"]
    assert kept in found["1001"][0] and kept not in found["1004"][0]
    assert {open_one, kept} <= found["1007"][0]
