"""A session: fresh at sign-in, dead after sign-out, idling or half a day, when its person leaves or the
administrator ends it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.auth.models import SignIn
from portal.core.org.models import Holding, Person
from portal.extensions import db, writing
from portal.sessions import Sessions, sessions_of
from tests.databases import PASSWORD
from tests.pages import Browser, Page

TODAY = date(2026, 11, 23)
IDLE, LONGEST = Sessions().idle, Sessions().longest


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


def person(app: Flask) -> int:
    """陈立's row."""
    with app.app_context():
        return db.session.scalars(select(Person.id).filter_by(number="1001")).one()


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
    for _ in range(int(LONGEST / IDLE)):
        clock.advance(seconds=IDLE.total_seconds() - 1)
        assert inside(chen)
    clock.advance(seconds=LONGEST / IDLE)
    assert not inside(chen)


@pytest.mark.parametrize(
    ("said", "idle", "longest"),
    [({}, 60, 12), ({"PORTAL_IDLE_MINUTES": "5", "PORTAL_SESSION_HOURS": "24"}, 5, 24)],
)
def test_how_long_is_a_setting(said: dict[str, str], idle: int, longest: int) -> None:
    assert sessions_of(said) == Sessions(timedelta(minutes=idle), timedelta(hours=longest))


@pytest.mark.parametrize("minutes", ["4", "481", "", "x", "１５", "-5"])
def test_a_limit_out_of_bounds_is_named(minutes: str) -> None:
    if not minutes:
        assert sessions_of({"PORTAL_IDLE_MINUTES": minutes}) == Sessions()
        return
    with pytest.raises(ValueError, match="PORTAL_IDLE_MINUTES"):
        sessions_of({"PORTAL_IDLE_MINUTES": minutes})


def test_a_shorter_setting_ends_a_session_sooner(app: Flask, chen: Browser, clock) -> None:
    shorter = replace(app.config["SETTINGS"], sessions=Sessions(timedelta(minutes=5), timedelta(minutes=9)))
    app.config["SETTINGS"] = shorter
    clock.advance(minutes=5)
    assert inside(chen)
    clock.advance(minutes=4, seconds=1)
    assert not inside(chen)


def test_the_administrator_ends_the_sessions_of_one_person_alone(app: Flask, chen, lin, shen) -> None:
    elsewhere = Browser(app)
    elsewhere.sign_in("1001", PASSWORD)
    place = f"/organisation/people/{person(app)}/sessions"
    assert "在所有设备上的登录都已退出" in shen.submit(shen.get(place), action=place).text
    assert not inside(chen) and not inside(elsewhere)
    assert inside(lin) and inside(shen)
    assert Browser(app).sign_in("1001", PASSWORD).address == "/"


def test_that_they_were_ended_is_in_the_chain(app: Flask, shen) -> None:
    place = f"/organisation/people/{person(app)}/sessions"
    shen.submit(shen.get(place), action=place)
    with app.app_context():
        events = db.session.scalars(select(AuditEvent.event).filter_by(stream=f"person:{person(app)}"))
        assert events.all()[-1] == "person:signed_out"
