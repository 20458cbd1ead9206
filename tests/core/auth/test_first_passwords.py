"""A password that somebody else gave opens for a week, and nothing but the page where another is chosen."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.org.models import Person
from portal.extensions import db
from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.pages import Browser

OWN = "山高水长 十二月"


@pytest.fixture
def first(app: Flask) -> str:
    """What the administrator gave 陈立."""
    return given(app, "1001")


def given(app: Flask, number: str) -> str:
    with app.app_context():
        person = db.session.scalars(select(Person.id).filter_by(number=number)).one()
    admin, place = signed_in(app, "1009"), f"/organisation/people/{person}/password"
    page = admin.submit(admin.get(place), action=place)
    return str(page.all("b", id="password")[0].text)


@pytest.mark.both_databases
def test_it_opens_nothing_until_another_is_chosen(app: Flask, anonymous: Browser, first: str) -> None:
    page = anonymous.sign_in("1001", first)
    assert page.address == "/password" and "别人给的初始密码" in page.text
    for place in ("/mine", "/people", "/documents/1", "/forms/f01-1/new"):
        assert anonymous.get(place).address == "/password"
    token = dict(page.fields("/password"))["csrf_token"]
    assert anonymous.post("/drafts/1/discard", {"csrf_token": token}).address == "/password"
    done = anonymous.submit(page, action="/password", current=first, new=OWN, again=OWN)
    assert done.address == "/" and "密码已改" in done.text
    assert anonymous.get("/mine").address == "/mine"


def test_it_must_be_another_one(anonymous: Browser, first: str) -> None:
    page = anonymous.sign_in("1001", first)
    refused = anonymous.submit(page, action="/password", current=first, new=first, again=first)
    assert (refused.status, refused.faults()) == (422, ["新密码和现在的一样"])
    assert anonymous.get("/mine").address == "/password"


def test_whoever_does_not_choose_is_asked_again_at_the_next_sign_in(app, anonymous, first) -> None:
    anonymous.sign_in("1001", first)
    assert Browser(app).sign_in("1001", first).address == "/password"


@pytest.mark.parametrize(("days", "opens"), [(7, True), (7.0001, False)])
def test_it_ends_after_a_week(anonymous: Browser, first: str, clock, days: float, opens: bool) -> None:
    clock.advance(days=days)
    page = anonymous.sign_in("1001", first)
    assert (page.address == "/password") is opens
    assert opens or page.faults() == ["初始密码已过期，请联系管理员重设。"]


def test_that_it_is_over_is_told_only_to_whoever_knows_it(anonymous: Browser, first: str, clock) -> None:
    clock.advance(days=8)
    assert anonymous.sign_in("1001", "wrong").faults() == ["工号或密码不对。"]


def test_what_he_chose_himself_does_not_end(app: Flask, anonymous: Browser, clock) -> None:
    clock.advance(days=400)
    assert anonymous.sign_in("1001", PASSWORD).address == "/"


def test_it_is_random_and_meets_the_policy(app: Flask) -> None:
    many = {given(app, "1001") for _ in range(3)}
    assert len(many) == 3 and all(re.fullmatch(r"[\w-]{12,}", one) for one in many)
