"""A session: fresh at sign-in, dead after sign-out, idling or half a day, and when its person leaves."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.auth.models import SignIn
from portal.core.auth.visitor import ABSOLUTE, IDLE
from portal.core.org.models import Holding, Person
from portal.extensions import db, writing
from tests.databases import PASSWORD
from tests.pages import Browser, Page

TODAY = date(2026, 11, 23)


def cookie(browser: Browser) -> str:
    return browser.client.get_cookie("guiju").value


def with_cookie(app: Flask, value: str) -> Browser:
    """Another browser with a copied cookie."""
    thief = Browser(app)
    thief.client.set_cookie("guiju", value)
    return thief


def inside(browser: Browser) -> bool:
    return browser.get("/mine").address == "/mine"


def sign_out(browser: Browser) -> Page:
    token = next(e.get("value") for e in browser.get("/mine").all("input", name="csrf_token"))
    return browser.post("/logout", {"csrf_token": token})


def leave(app: Flask, day: date) -> None:
    """陈立 is employed until the day."""
    with app.app_context(), writing() as session:
        session.scalars(select(Person).filter_by(number="1001")).one().until = day


def lose_post(app: Flask, day: date) -> None:
    """陈立 holds his post until the day."""
    mine = select(Holding).join(Holding.person).where(Person.number == "1001")
    with app.app_context(), writing() as session:
        session.scalars(mine).one().until = day


def test_signing_out_ends_at_the_sign_in_page(chen: Browser) -> None:
    assert sign_out(chen).address == "/login"
    assert not inside(chen)


def test_a_copied_cookie_is_dead_after_sign_out(app: Flask, chen: Browser) -> None:
    thief = with_cookie(app, cookie(chen))
    assert inside(thief)
    sign_out(chen)
    assert not inside(thief)
    assert "陈立" not in thief.get("/").text


def test_signing_out_ends_this_browser_alone(app: Flask, chen: Browser) -> None:
    elsewhere = Browser(app)
    elsewhere.sign_in("1001", PASSWORD)
    sign_out(chen)
    assert inside(elsewhere)


def test_the_session_is_a_new_one_after_sign_in(app: Flask, anonymous: Browser) -> None:
    anonymous.get("/login")
    planted = cookie(anonymous)
    victim = with_cookie(app, planted)
    victim.sign_in("1001", PASSWORD)
    assert cookie(victim) != planted
    assert inside(victim)
    assert not inside(with_cookie(app, planted))


def test_the_token_in_the_cookie_is_stored_nowhere(app: Flask, chen: Browser) -> None:
    with chen.client.session_transaction() as session:
        token = session["_user_id"]
    with app.app_context():
        assert token not in db.session.scalars(select(SignIn.token_digest)).all()


@pytest.mark.parametrize("go", [leave, lose_post])
def test_whoever_left_or_has_no_post_cannot_enter(app: Flask, anonymous: Browser, go) -> None:
    go(app, TODAY)
    page = anonymous.sign_in("1001", PASSWORD)
    assert page.status == 422
    assert page.faults() == ["这个工号目前没有在任岗位，请联系管理员。"]
    assert not inside(anonymous)


@pytest.mark.parametrize("go", [leave, lose_post])
def test_an_open_session_stops_on_the_day_its_person_goes(app: Flask, chen: Browser, clock, go) -> None:
    go(app, TODAY + timedelta(days=1))
    clock.advance(hours=1)
    assert inside(chen)
    go(app, TODAY)
    assert not inside(chen)


def test_idling_ends_a_session_just_after_its_limit(chen: Browser, clock) -> None:
    clock.advance(seconds=IDLE.total_seconds())
    assert inside(chen)
    clock.advance(seconds=IDLE.total_seconds() + 1)
    assert not inside(chen)


def test_half_a_day_ends_a_session_however_busy(chen: Browser, clock) -> None:
    for _ in range(int(ABSOLUTE / IDLE)):
        clock.advance(seconds=IDLE.total_seconds() - 1)
        assert inside(chen)
    clock.advance(seconds=ABSOLUTE / IDLE)
    assert not inside(chen)
