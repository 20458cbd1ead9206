"""Who a request is by: his posts of the day, how long his cookie is known, where a stranger is sent."""

from datetime import date, timedelta

import pytest
from flask import Flask, g, session

from portal.core.auth.models import SignIn
from portal.core.auth.operations import open_sign_in
from portal.core.auth.views import own_place
from portal.core.auth.visitor import REFRESH, REMEMBERED, Visitor, expired_person, load_visitor
from portal.core.documents.models import Document
from portal.core.org.models import UnitPlace
from portal.core.org.roles import ROLES
from portal.core.web.context import now
from portal.extensions import db, writing
from portal.sessions import Sessions
from tests.core.auth.test_operations import identity
from tests.core.org.changes import person, take_post, unit
from tests.databases import PASSWORD
from tests.pages import Browser
from tests.plans import plan

CHEN = "1001"
TODAY = date(2026, 11, 23)
TICK = timedelta(seconds=1)
LONGEST, IDLE = Sessions().longest, Sessions().idle


def visitor(app: Flask, ago: timedelta = timedelta(), seen: timedelta = timedelta()) -> Visitor | None:
    """陈立 as he asks, who signed in and was last seen so long ago."""
    with app.test_request_context():
        with writing():
            token = open_sign_in(identity(CHEN), "10.0.0.1", now() - ago)
        session["seen"] = int((now() - seen).timestamp())
        return load_visitor(token)


def test_he_is_known_with_his_posts_the_longest_held_first(app: Flask) -> None:
    take_post(app, CHEN, "auditor", "ROOT", TODAY)
    take_post(app, CHEN, "sales_clerk", "SALES", TODAY + timedelta(days=1))
    known = visitor(app)
    assert (known.number, known.name, known.must_choose) == (CHEN, "陈立", False)
    told = [(post.role, post.title, post.unit) for post in known.posts]
    assert told == [
        ("account_manager", "业务经理", "华东办事处"),
        ("auditor", "审计员", "远山商贸有限公司"),
    ]
    roles = ("account_manager", "auditor")
    assert known.capabilities == frozenset().union(*(ROLES[role].capabilities for role in roles))
    with app.app_context():
        assert (known.person_id, known.posts[1].unit_id) == (person(CHEN).id, unit("ROOT").id)
    assert [known.post_for({role}) for role in roles] == [*known.posts]
    assert known.post_for({*roles}) == known.posts[0] and known.post_for({"sales_clerk"}) is None


def test_a_unit_without_a_name_is_told_as_such(app: Flask) -> None:
    with app.app_context(), writing() as running:
        for place in running.query(UnitPlace).filter_by(unit_id=unit("EAST").id):
            place.until = TODAY
    assert [post.unit for post in visitor(app).posts] == ["（未命名部门）"]


@pytest.mark.parametrize(
    ("ago", "seen", "known"),
    [
        (LONGEST - TICK, IDLE, True),
        (LONGEST, timedelta(), False),
        (timedelta(), IDLE + TICK, False),
    ],
)
def test_a_session_lives_until_its_limit_and_not_at_it(app: Flask, ago, seen, known: bool) -> None:
    assert (visitor(app, ago, seen) is not None) is known


def test_a_cookie_that_does_not_say_when_it_was_seen_is_nobodys(app: Flask) -> None:
    with app.test_request_context():
        with writing():
            token = open_sign_in(identity(CHEN), "10.0.0.1", now())
        assert load_visitor(token) is None


@pytest.mark.parametrize("compartment", [None, "discipline_inspector"])
def test_with_him_is_known_whether_there_is_any_compartment(app: Flask, compartment: str | None) -> None:
    paper = plan(app)
    with app.app_context(), writing():
        db.session.get_one(Document, paper).compartment = compartment
    with app.test_request_context():
        with writing():
            token = open_sign_in(identity(CHEN), "10.0.0.1", now())
        session["seen"] = int(now().timestamp())
        assert load_visitor(token) is not None
        assert g.compartments is (compartment is not None)


def test_a_wrong_password_keeps_where_he_wanted_to_go(anonymous: Browser) -> None:
    refused = anonymous.submit(anonymous.get("/mine?before=7"), number=CHEN, password="wrong")
    entered = anonymous.submit(refused, number=CHEN, password=PASSWORD)
    assert entered.response.request.full_path == "/mine?before=7"


@pytest.mark.parametrize("place", ["//evil.example", "/\\evil.example", "/logout", "/login", "https://x", ""])
def test_a_place_that_is_not_ours_or_signs_out_is_home(place: str) -> None:
    assert own_place(place) == own_place(None) == "/"


@pytest.mark.parametrize(("seconds", "renewed"), [(REFRESH, False), (REFRESH + 1, True)])
def test_a_cookie_is_renewed_after_a_minute(app: Flask, seconds: int, renewed: bool) -> None:
    with app.test_request_context():
        with writing():
            token = open_sign_in(identity(CHEN), "10.0.0.1", now())
        before = int(now().timestamp()) - seconds
        session["seen"] = before
        assert load_visitor(token) is not None
        assert session["seen"] == (before + seconds if renewed else before)


@pytest.mark.parametrize(("ago", "known"), [(REMEMBERED - TICK, True), (REMEMBERED, False)])
def test_whose_session_ran_out_is_known_for_a_week(app: Flask, ago: timedelta, known: bool) -> None:
    with app.test_request_context():
        assert expired_person() is None, "no cookie"
        with writing():
            session["_user_id"] = open_sign_in(identity(CHEN), "10.0.0.1", now() - ago)
        assert expired_person() == (person(CHEN).id if known else None)
        session["_user_id"] = "unknown"
        assert expired_person() is None


def test_a_stranger_is_told_why_he_must_sign_in_and_comes_back_to_what_he_looked_at(
    app: Flask, clock
) -> None:
    browser = Browser(app)
    first = browser.client.get("/mine?before=7")
    assert (first.status_code, first.headers["Location"]) == (303, "/login?next=/mine?before%3D7")
    assert browser.client.get("/mine").headers["Location"] == "/login?next=/mine"
    assert "请先登录。" in browser.get("/mine").text
    posted = browser.client.post("/drafts/1/discard", data=dict(browser.get("/login").fields("/login")))
    assert posted.headers["Location"] == "/login"


def test_where_a_page_looks_something_up_a_stranger_is_told_there(anonymous: Browser) -> None:
    partial = {"HX-Request": "true"}
    assert anonymous.client.get("/mine", headers=partial).status_code == 401


def test_what_a_post_does_not_allow_is_not_there(chen: Browser) -> None:
    assert chen.client.get("/ledger").status_code == 404
    assert chen.client.get("/mine").status_code == 200


def test_a_session_says_when_and_where_it_was_opened(app: Flask, anonymous: Browser) -> None:
    anonymous.sign_in(CHEN, PASSWORD)
    cookie = anonymous.client.get_cookie("guiju")
    assert cookie.expires is not None, "kept when the browser is closed"
    with app.app_context():
        row = db.session.query(SignIn).one()
        assert (row.address, row.started_at) == ("127.0.0.1", now())
    with anonymous.client.session_transaction() as kept:
        assert kept["seen"] == int(app.config["CLOCK"]().timestamp())
