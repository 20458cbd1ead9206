"""The feed: shown once, fetched without a session, dead when it is renewed, ended, or its person has left."""

import re
from datetime import date

from flask import Flask
from icalendar import Calendar

from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.duties import keep
from tests.pages import Browser


def address_of(page) -> str:
    return re.search(r"http://localhost(/feeds/[\w-]{43}\.ics)", page.text)[1]


def test_the_address_is_shown_once_and_fetches_what_is_owed(app: Flask, chen: Browser) -> None:
    keep(app)
    address = address_of(chen.submit(chen.get("/duties"), action="/duties/feed"))
    assert "/feeds/" not in chen.get("/duties").text
    answer = Browser(app).client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    days = {str(e["summary"]): e["dtstart"].dt for e in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert days["月度巡访计划 · 2026年12月"] == date(2026, 11, 30)
    assert days["成功手册 · 11月24日"] == date(2026, 11, 24)


def test_a_renewed_an_ended_and_an_unknown_address_fetch_nothing(app: Flask, chen: Browser) -> None:
    old = address_of(chen.submit(chen.get("/duties"), action="/duties/feed"))
    new = address_of(chen.submit(chen.get("/duties"), action="/duties/feed"))
    anybody = Browser(app).client
    assert (anybody.get(old).status_code, anybody.get(new).status_code) == (404, 200)
    chen.submit(chen.get("/duties"), action="/duties/feed/end")
    assert anybody.get(new).status_code == 404
    assert anybody.get(f"/feeds/{'A' * 43}.ics").status_code == 404


def test_the_address_dies_with_the_employment(app: Flask, chen: Browser, clock) -> None:
    address = address_of(chen.submit(chen.get("/duties"), action="/duties/feed"))
    with app.app_context(), writing():
        db.session.get_one(Person, 1).until = date(2026, 11, 24)
    assert Browser(app).client.get(address).status_code == 200
    clock.advance(days=1)
    assert Browser(app).client.get(address).status_code == 404
