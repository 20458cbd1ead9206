"""Changing one's password: proves the old one, ends other sessions, leaves its event."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
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
