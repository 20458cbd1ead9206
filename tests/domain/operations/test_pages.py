"""Pages of IT operations: three fields, one's own reports, the queue, the pause; each asks a constant number
of questions."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.models import Incident
from portal.extensions import db
from tests.conftest import signed_in
from tests.domain.complaints.acts import decided
from tests.pages import Browser
from tests.questions import count
from tests.regulations.it_service.incidents import (
    ADMIN,
    DESK,
    FILLED,
    OTHER,
    USER,
    assigned,
    close,
    reported,
    restored,
    staffed,
    ticket,
)

ANSWERS = {"what": "打印机不出纸", "thing": "三楼 305", "urgency": "受影响"}


@pytest.fixture
def desk(app: Flask) -> Flask:
    staffed(app)
    return app


def closed(number: str = OTHER) -> int:
    """An incident that was solved. Inside an app context."""
    case_id = reported(number)
    decided(assigned(case_id), FILLED)
    close(case_id)
    return case_id


def report(browser: Browser, **other: str):
    page = browser.get("/repairs/new")
    return browser.submit(page, "/repairs", **ANSWERS | other)


def test_anybody_reports_in_three_fields_and_follows_it_in_plain_words(desk: Flask) -> None:
    chen = signed_in(desk, USER)
    page = report(chen)
    assert page.status == 200 and "已受理，编号 FW-" in page.text
    assert [c.text for c in page.all("span", class_="chip received")] == ["已受理"]
    with desk.app_context():
        case_id = db.session.scalars(select(Incident.case_id)).one()
        ticket_id = assigned(case_id)
    assert "处理中" in chen.get("/repairs").text
    with desk.app_context():
        decided(ticket_id, FILLED, until="用户确认")
    page = chen.get("/repairs")
    assert "待你确认" in page.text and "去确认" in page.text and "更换搓纸轮" in page.text
    with desk.app_context():
        decided(ticket_id, {})
        close(case_id)
    assert "已结" in chen.get("/repairs").text


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("what", "", "哪里不对"),
        ("thing", "", "在哪里"),
        ("urgency", "", "有多急"),
        ("what", "打" * 121, "120"),
        ("urgency", "马上", "有多急"),
    ],
)
def test_what_is_missing_or_too_long_is_said_and_what_was_typed_stays(desk, name, typed, words) -> None:
    page = report(signed_in(desk, USER), **{name: typed})
    assert page.status == 422
    (faults,) = page.all("div", class_="faults")
    assert words in "".join(faults.itertext())
    kept = "thing" if name != "thing" else "what"
    assert page.all("input", id=kept)[0].get("value") == ANSWERS[kept]
    with desk.app_context():
        assert db.session.scalars(select(Incident)).all() == []


def test_a_second_click_reports_once(desk: Flask) -> None:
    chen = signed_in(desk, USER)
    page = chen.get("/repairs/new")
    chen.submit(page, "/repairs", **ANSWERS)
    assert "已经报过" in chen.submit(page, "/repairs", **ANSWERS).text
    with desk.app_context():
        assert len(db.session.scalars(select(Incident)).all()) == 1


def test_known_solutions_are_proposed_while_typing_and_on_the_next_page_without(desk: Flask) -> None:
    with desk.app_context():
        closed()
    chen = signed_in(desk, USER)
    asked = {"HX-Request": "true", "HX-Target": "known"}
    part = chen.client.get("/repairs/new?what=打印机卡纸了", headers=asked).text
    assert "更换搓纸轮" in part and "<h1" not in part
    assert "更换搓纸轮" not in chen.client.get("/repairs/new?what=网络很慢上不去", headers=asked).text
    assert "更换搓纸轮" in report(chen, what="打印机又卡纸").text


def test_the_queue_is_by_time_left_filtered_by_level_and_mine(desk: Flask) -> None:
    with desk.app_context():
        first, second = reported(), reported(OTHER, what="全公司邮件收不到")
        assigned(first)
        urgent = {"impact": "全公司或核心业务", "urgency": "不能工作", "priority": "P1"}
        assigned(second, ticket(**urgent, symptom="全公司邮件收不到"))
    desk_page = signed_in(desk, DESK).get("/incidents")
    titles = [a.text for a in desk_page.all("a", class_="row-title")]
    assert titles == ["全公司邮件收不到", "打印机不出纸，提示卡纸"]
    only = signed_in(desk, DESK).get("/incidents?level=P1")
    assert [a.text for a in only.all("a", class_="row-title")] == ["全公司邮件收不到"]
    assert signed_in(desk, DESK).get("/incidents?mine=1").all("a", class_="row-title") == []
    assert len(signed_in(desk, ADMIN).get("/incidents?mine=1").all("a", class_="row-title")) == 2
    assert "没有关闭的 2 件" in signed_in(desk, DESK).get("/").text
    assert "由我处理 2 件" in signed_in(desk, ADMIN).get("/").text


def test_nobody_else_sees_the_queue_or_lets_a_limit_stand_still(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        assigned(case_id)
    for number in (USER, OTHER):
        browser = signed_in(desk, number)
        assert browser.get("/incidents").status == 404
        assert browser.get(f"/incidents/{case_id}/pause").status == 404


def test_the_resolver_lets_the_limit_stand_still_for_a_reason_and_run_again(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        decided(assigned(case_id), FILLED, until="处理并恢复")
    admin, place = signed_in(desk, ADMIN), f"/incidents/{case_id}/pause"
    assert place in "".join(str(a.get("href")) for a in admin.get(f"/documents/{case_id}/case").all("a"))
    page = admin.submit(admin.get(place), place, button="act=pause")
    assert page.status == 422 and "请选择原因" in page.text
    page = admin.submit(admin.get(place), place, button="act=pause", reason="等备件", words="周五到货")
    assert "期限已暂停" in page.text
    assert "暂停：等备件：周五到货" in admin.get("/incidents").text
    page = admin.submit(admin.get(place), place, button="act=resume")
    assert "期限已恢复计时" in page.text
    with desk.app_context():
        assert clock_of(case_id, REPAIR).state == "running"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("number", "path"), [(DESK, "/incidents"), (USER, "/repairs"), (USER, "/repairs/new?what=卡纸了啊")]
)
def test_a_page_asks_the_same_with_one_incident_and_with_many(desk: Flask, number: str, path: str) -> None:
    with desk.app_context():
        restored(reported())
        assigned(reported())
        closed()
    reader = signed_in(desk, number)
    few = count(desk, reader, path)
    with desk.app_context():
        for _ in range(4):
            restored(reported())
            assigned(reported())
            closed()
    assert count(desk, reader, path) == few <= 19


def test_the_reporter_says_with_one_press_whether_it_works(desk: Flask) -> None:
    with desk.app_context():
        case_id = reported()
        restored(case_id)
    chen, place = signed_in(desk, USER), f"/repairs/{case_id}/answer"
    assert signed_in(desk, OTHER).get(place).status == signed_in(desk, ADMIN).get(place).status == 404
    page = chen.submit(chen.get(place), place, button="act=again")
    assert page.status == 422 and "请写明现在是什么情况" in page.text
    page = chen.submit(chen.get(place), place, button="act=again", words="还是卡纸")
    assert "已转回处理人" in page.text and "处理中" in page.text
    assert chen.get(place).status == 404
    with desk.app_context():
        ticket_id = db.session.scalars(select(Document.id).filter_by(case_id=case_id)).one()
        decided(ticket_id, FILLED, until="用户确认")
    page = chen.submit(chen.get(place), place, button="act=works")
    assert "谢谢，已确认" in page.text and "已确认，等服务台关闭" in page.text


@pytest.mark.parametrize("key", ["", "\x00", "\x0b" * 32, "0" * 33])
def test_a_key_that_is_none_is_replaced(desk: Flask, key: str) -> None:
    chen = signed_in(desk, USER)
    page = chen.submit(chen.get("/repairs/new"), "/repairs", what="卡纸", key=key)
    (field,) = page.all("input", name="key")
    assert page.status == 422 and len(field.get("value", "")) == 32 and field.get("value") != key
