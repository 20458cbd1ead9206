"""Changing one's password: proves the old one, ends other sessions, leaves its event."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.auth.common_passwords import COMMON
from portal.core.auth.passwords import SHORTEST
from portal.core.auth.slowdown import FREE_TRIES
from portal.extensions import db
from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.pages import Browser

NEW = "山高水长 十二月"


def test_the_new_password_signs_in_and_the_old_one_does_not(chen: Browser, anonymous: Browser) -> None:
    done = chen.submit(chen.get("/password"), action="/password", current=PASSWORD, new=NEW, again=NEW)
    assert "密码已改" in done.text
    assert anonymous.sign_in("1001", PASSWORD).address == "/login"
    assert anonymous.sign_in("1001", NEW).address == "/"


def test_other_browsers_are_signed_out_and_this_one_stays(app: Flask, chen: Browser) -> None:
    elsewhere = signed_in(app, "1001")
    chen.submit(chen.get("/password"), action="/password", current=PASSWORD, new=NEW, again=NEW)
    assert elsewhere.get("/").address == "/login"
    assert chen.get("/").address == "/"
    with app.app_context():
        events = db.session.scalars(
            select(AuditEvent.event).where(AuditEvent.stream.startswith("person:"))
        ).all()
        assert events == ["person:password_changed"]


@pytest.mark.parametrize(
    ("current", "new", "again", "fault"),
    [
        ("错的密码", NEW, NEW, "现在的密码不对"),
        ("", NEW, NEW, "请填现在的密码"),
        (PASSWORD, "七个字的新密码", "七个字的新密码", "新密码要 8 到 256 个字，可以是一句话"),
        (PASSWORD, "x" * 257, "x" * 257, "新密码要 8 到 256 个字，可以是一句话"),
        (PASSWORD, NEW, NEW + "。", "两次填的新密码不一样"),
        (PASSWORD, "12345678", "12345678", "这个密码太常见，容易被人猜中，请换一个"),
        (PASSWORD, "WoAiNi1314", "WoAiNi1314", "这个密码太常见，容易被人猜中，请换一个"),
    ],
)
def test_a_refused_change_says_why_at_its_field(
    chen: Browser, anonymous: Browser, current: str, new: str, again: str, fault: str
) -> None:
    page = chen.submit(chen.get("/password"), action="/password", current=current, new=new, again=again)
    assert (page.status, page.faults()) == (422, [fault])
    assert anonymous.sign_in("1001", PASSWORD).address == "/"


@pytest.mark.parametrize("new", ["八个字的新密码吗", "x" * 256])
def test_eight_and_256_characters_are_taken_as_typed(chen: Browser, anonymous: Browser, new: str) -> None:
    chen.submit(chen.get("/password"), action="/password", current=PASSWORD, new=new, again=new)
    assert anonymous.sign_in("1001", new).address == "/"


def test_of_those_that_are_long_enough_more_than_the_3000_commonest_are_known() -> None:
    assert len([word for word in COMMON if len(word) >= SHORTEST]) > 3000
    assert {"password", "1qaz2wsx", "iloveyou", "88888888", "woaini1314"} <= COMMON
    assert {word.casefold() for word in COMMON} == COMMON


@pytest.mark.parametrize("new", ["aaaaaaaB", "        x", " 12345678", "密码密码密码密码"])
def test_nothing_is_asked_of_what_it_is_made_of(chen: Browser, new: str) -> None:
    done = chen.submit(chen.get("/password"), action="/password", current=PASSWORD, new=new, again=new)
    assert "密码已改" in done.text


def test_guessing_the_current_password_is_slowed_as_at_sign_in(chen: Browser, clock) -> None:
    """Somebody at a browser that its owner left open."""
    typed = {"current": "wrong-1234", "new": NEW, "again": NEW}
    states = [chen.submit(chen.get("/password"), action="/password", **typed).status for _ in range(7)]
    assert states == [422] * FREE_TRIES + [429] * 2
    page = chen.submit(chen.get("/password"), action="/password", **typed | {"current": PASSWORD})
    assert page.status == 429 and "秒后再试" in page.faults()[0]
    clock.advance(minutes=10)
    page = chen.submit(chen.get("/password"), action="/password", **typed | {"current": PASSWORD})
    assert "密码已改" in page.text


def test_a_password_manager_knows_what_to_fill(chen: Browser, anonymous: Browser) -> None:
    fields = [e for page in (anonymous.get("/login"), chen.get("/password")) for e in page.all("input")]
    hints = {e.get("name"): e.get("autocomplete") for e in fields if e.get("type") != "hidden"}
    assert hints == {"number": "username", "password": "current-password", "current": "current-password",
                     "new": "new-password", "again": "new-password"}  # fmt: skip
    assert not any("maxlength" in e.attrib or "onpaste" in e.attrib for e in fields)
