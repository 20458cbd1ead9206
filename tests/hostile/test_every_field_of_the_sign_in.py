"""Every field of the sign-in form with every hostile value: refused politely, and nobody is led away."""

from flask import Flask

from tests.conftest import TestClock
from tests.databases import PASSWORD
from tests.hostile.values import by_id, corpus, fault_at, same, typed_in
from tests.pages import Browser

FOREIGN = (
    "//evil.example", "//evil。example", "/\\evil.example", "/\t/evil.example", "https://evil.example/",
    "javascript:alert(1)", "/login", "/logout", "/\r\nSet-Cookie: a=b",
)  # fmt: skip


def test_every_value_as_number_password_and_place(anonymous: Browser, clock: TestClock) -> None:
    own = dict(anonymous.get("/login").fields())
    for value in corpus():
        clock.advance(hours=1)
        page = anonymous.post("/login", own | {"number": value, "password": value, "next": value})
        if page.status == 413 and len(value) > 50_000:
            continue  # three times as long as any post may be
        assert (page.status, page.address) == (422, "/login"), value[:80]
        elements = by_id(page)
        assert fault_at(elements, "number") or fault_at(elements, "password"), value[:80]
        assert "\r\n" in value or same(typed_in(elements, "number"), value), value[:80]
        assert typed_in(elements, "password") == ""


def test_every_value_in_the_address_of_the_sign_in_page(anonymous: Browser) -> None:
    for value in corpus():
        if len(value) < 6000:
            assert anonymous.get("/login", query_string={"next": value}).status == 200


def test_who_signs_in_stays_in_the_portal(app: Flask) -> None:
    browser = Browser(app)
    own = dict(browser.get("/login").fields()) | {"number": "1001", "password": PASSWORD}
    for place in FOREIGN:
        answer = browser.client.post("/login", data=own | {"next": place})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/"), place[:80]
        own["csrf_token"] = dict(browser.get("/login").fields("/login"))["csrf_token"]
