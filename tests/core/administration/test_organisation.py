"""The administrator changes the organisation: dated, audited, never backwards, never without himself."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.vacancies import deliver_held_steps
from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import this_moment
from portal.core.org.models import Holding, Person, Post, Unit
from portal.core.org.queries import place, upwards
from portal.core.web.context import today
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.desk.matrix import PEOPLE
from tests.pages import Browser, Page
from tests.plans import plan

pytestmark = pytest.mark.both_databases
TODAY, TOMORROW, YESTERDAY = "2026-11-23", "2026-11-24", "2026-11-22"


@pytest.fixture
def admin(app: Flask) -> Browser:
    return signed_in(app, "1009")


def act(admin: Browser, path: str, **typed: str) -> Page:
    address = f"/organisation/{path}"
    return admin.submit(admin.get(address), action="/organisation", **typed)


def unit_id(app: Flask, code: str) -> int:
    with app.app_context():
        return db.session.scalars(select(Unit.id).filter_by(code=code)).one()


def holding_of(app: Flask, number: str) -> Holding:
    with app.app_context():
        query = select(Holding).join(Holding.person).where(Person.number == number)
        return db.session.scalars(query.order_by(Holding.id.desc()).limit(1)).one()


def enrolled(admin: Browser, number: str = "3001", since: str = TODAY) -> tuple[Page, str]:
    page = act(admin, "people/new", number=number, name="新来", since=since)
    found = page.all("b", id="password")
    return page, found[0].text if found else ""


@pytest.mark.parametrize("person", [number for number in PEOPLE.values() if number != "1009"])
def test_nobody_else_finds_any_of_these_pages(app: Flask, person: str) -> None:
    browser = signed_in(app, person)
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.startswith("organisation.")]
    assert len(rules) > 25
    for rule in [rule for rule in rules if rule.endpoint != "organisation.colleagues"]:
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, 2))
        if "GET" in rule.methods:
            assert browser.get(address).status == 404, address
        else:
            answer = browser.client.post(address, data={"csrf_token": csrf(browser)})
            assert answer.status_code == 404, address


def csrf(browser: Browser) -> str:
    return re.search('name="csrf_token"[^>]*value="([^"]*)"', browser.client.get("/login").text)[1]


def test_a_unit_is_renamed_from_a_day_on_and_never_for_the_past(app: Flask, admin: Browser, clock) -> None:
    east = unit_id(app, "EAST")
    late = act(admin, f"units/{east}/name", name="浙江办事处", since=YESTERDAY)
    assert (late.status, "不能早于今天" in late.text) == (422, True)
    assert "浙江办事处" in str([e.get("value") for e in late.all("input")]), "what was typed stays"
    assert (
        "从 2026-11-24 起名称是" in act(admin, f"units/{east}/name", name="浙江办事处", since=TOMORROW).text
    )
    names = []
    for _ in range(2):
        with app.app_context():
            names.append(place(east, today()).name)
        clock.advance(days=1)
    assert names == ["华东办事处", "浙江办事处"]
    with app.app_context():
        event = db.session.scalars(select(AuditEvent).filter_by(event="unit:renamed")).one()
        assert event.stream == f"unit:{east}"


def test_a_unit_moves_and_never_below_itself(app: Flask, admin: Browser) -> None:
    sales, east, south = (unit_id(app, code) for code in ("SALES", "EAST", "SOUTH"))
    ring = act(admin, f"units/{sales}/parent", parent="EAST", since=TODAY)
    assert (ring.status, "成为自己的下级" in ring.text) == (422, True)
    assert act(admin, f"units/{south}/parent", parent="华东办事处", since=TODAY).status == 200
    with app.app_context():
        assert [p.unit_id for p in upwards(south, today())][:3] == [south, east, sales]


def test_a_unit_is_opened_once_and_closed_when_nothing_is_left_in_it(app: Flask, admin: Browser) -> None:
    sales = unit_id(app, "SALES")
    assert act(admin, f"units/{sales}/units/new", code="north", name="华北办事处", since=TODAY).status == 200
    again = act(admin, f"units/{sales}/units/new", code="NORTH", name="别的", since=TODAY)
    assert "代码 NORTH 已经用过" in again.text
    full = act(admin, f"units/{unit_id(app, 'EAST')}/closure", until=TOMORROW)
    assert (full.status, "部门里还有" in full.text) == (422, True)
    assert act(admin, f"units/{unit_id(app, 'NORTH')}/closure", until=TOMORROW).status == 200


def test_a_new_employee_signs_in_once_he_holds_a_post(app: Flask, admin: Browser) -> None:
    page, password = enrolled(admin)
    assert "只显示这一次" in page.text and len(password) >= 12
    assert "工号 3001 已经是 新来 的" in enrolled(admin)[0].text
    newcomer = Browser(app)
    assert newcomer.sign_in("3001", password).address == "/login"
    east = unit_id(app, "EAST")
    act(admin, f"units/{east}/posts/new", role="account_manager", title="", since=TODAY)
    with app.app_context():
        post = db.session.scalars(select(Post.id).filter_by(unit_id=east).order_by(Post.id.desc())).first()
    assert "已任命" in act(admin, f"posts/{post}/holder", person="3001", since=TODAY).text
    assert newcomer.sign_in("3001", password).address == "/password"


def test_whoever_leaves_is_out_and_his_posts_end(app: Flask, admin: Browser, wu: Browser) -> None:
    person = holding_of(app, "1004").person_id
    assert act(admin, f"people/{person}/departure", until=TODAY).status == 200
    assert wu.get("/").address == "/login"
    assert holding_of(app, "1004").until is not None


def test_there_is_always_an_administrator(app: Flask, admin: Browser) -> None:
    mine = holding_of(app, "1009")
    refused = act(admin, f"holdings/{mine.id}/end", until=TOMORROW)
    assert (refused.status, "就没有系统管理者了" in refused.text) == (422, True)
    act(admin, f"posts/{mine.post_id}/holder", person="陈立", since=TOMORROW)
    assert act(admin, f"holdings/{mine.id}/end", until=TOMORROW).status == 200


def test_a_step_that_waits_for_a_post_is_delivered_when_it_is_filled(app: Flask, admin: Browser) -> None:
    held = holding_of(app, "1003")
    act(admin, f"holdings/{held.id}/end", until=TODAY)
    paper = plan(app)
    act(admin, f"posts/{held.post_id}/holder", person="1005", since=TODAY)
    with app.app_context():
        assert db.session.scalars(select(Task).filter_by(document_id=paper)).all() == []
        deliver_held_steps(this_moment())
        numbers = (
            select(Person.number).join(Task, Task.person_id == Person.id).where(Task.document_id == paper)
        )
        assert list(db.session.scalars(numbers)) == ["1005"]


def test_a_lost_password_is_replaced_and_sessions_end(app: Flask, admin: Browser, chen: Browser) -> None:
    person = holding_of(app, "1001").person_id
    page = act(admin, f"people/{person}/password")
    fresh = page.all("b", id="password")[0].text
    assert chen.get("/").address == "/login"
    assert Browser(app).sign_in("1001", fresh).address == "/password"


def test_colleagues_are_found_by_name_pinyin_and_number_and_never_listed(app: Flask, chen: Browser) -> None:
    assert "华东办事处 办事处经理" in chen.get("/people?q=周敏").text
    for text in ("zm", "ZhouMin", "1003"):
        assert "周敏" in chen.get(f"/people?q={text}").text
    assert [row.text for row in chen.get("/people").all("td", class_="row-title")] == []


def test_whoever_searches_too_often_waits(chen: Browser) -> None:
    answers = [chen.get("/people?q=z").status for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert "查找太频繁" in chen.get("/people?q=z").text
