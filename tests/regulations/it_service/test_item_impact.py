"""R09 §4.4.7: whoever approves a change, or resolves an incident, sees what its item touches."""

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.web.context import catalogue
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Page
from tests.regulations.it_service.changes import change, sent, staffed
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, USER, assigned, reported, ticket
from tests.regulations.it_service.items import item_ref, line, registered

pytestmark = pytest.mark.both_databases


@pytest.fixture
def switch(app: Flask) -> int:
    """A switch on which a server, a system and seven services rest."""
    staffed(app)
    with app.app_context():
        found = registered("核心交换机", "网络设备")
        server = registered("应用服务器", "服务器", (line(found, "连接"),))
        system = registered("报表系统", "应用系统", (line(server),))
        for n in range(1, 8):
            registered(f"服务{n}", "服务", (line(system, "依赖"),))
        return found


def turn_of(app: Flask, paper: int, number: str) -> Page:
    """The page on which somebody decides."""
    with app.app_context():
        task = db.session.scalars(select(Task.id).filter_by(document_id=paper, state="open")).first()
    return signed_in(app, number).get(f"/tasks/{task}")


def test_r09_4_4_7_whoever_approves_sees_what_a_change_touches(app: Flask, switch: int) -> None:
    with app.app_context():
        paper = sent(change(item=item_ref(switch)))
    page = turn_of(app, paper, LEAD)
    assert "核心交换机：影响 9 项（服务 7，应用系统 1，服务器 1）" in page.text
    assert "服务1、服务2、服务3、服务4、服务5、服务6 等 8 项" in page.text
    assert f"/items/{switch}/impact" in [a.get("href") for a in page.all("a")]
    assert "影响 9 项" in signed_in(app, DESK).get(f"/documents/{paper}").text
    assert "变更单" in signed_in(app, ADMIN).get(f"/items/{switch}").text


def test_r09_4_4_7_a_change_without_an_item_says_nothing_of_it(app: Flask, switch: int) -> None:
    with app.app_context():
        paper = sent(change())
    page = turn_of(app, paper, LEAD)
    assert "待批准" in page.text and "影响 9" not in page.text and "没有登记它影响" not in page.text


def test_r09_4_4_7_the_hint_is_there_before_a_change_is_sent(app: Flask, switch: int) -> None:
    desk = signed_in(app, DESK)
    sheet = desk.get("/forms/f09-5/new")
    kept = desk.submit(sheet, button="act=keep", item="核心交换机 KI-2026-001")
    assert "核心交换机 KI-2026-001：影响 9 项" in desk.get(kept.address).text


def test_r09_4_4_7_whoever_resolves_an_incident_sees_what_it_touches(app: Flask, switch: int) -> None:
    with app.app_context():
        paper = assigned(reported(), ticket(item=item_ref(switch)))
    assert "核心交换机：影响 9 项" in turn_of(app, paper, ADMIN).text
    page = signed_in(app, USER).get(f"/documents/{paper}")
    assert "影响 9 项" in page.text
    assert f"/items/{switch}/impact" not in [a.get("href") for a in page.all("a")]


@pytest.mark.parametrize("code", ["F09-5", "F09-2"])
def test_r09_4_4_7_what_was_sent_before_there_were_items_names_none(app: Flask, code: str) -> None:
    staffed(app)
    with app.app_context():
        said = change() if code == "F09-5" else ticket()
        old = msgspec.to_builtins(said)
        del old["item"]
        text = msgspec.json.encode(old).decode()
        assert catalogue().type(code).read(text, 1) == said
