"""What is only assumed is confirmed by the administrator; what cannot be read any more is named."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import terms, this_moment
from portal.core.parameters.models import ParameterChange
from portal.core.parameters.queries import faults
from portal.extensions import db, writing
from portal.regulations.relationship_expense.parameters import ADVANCE_LIMIT, SETTLED_WITHIN
from tests.pages import Browser, Page
from tests.plans import plan
from tests.test_cli import portal

pytestmark = pytest.mark.both_databases
CHAPTER = "/regulations/relationship-expense"
WITHIN, LIMIT = f"{CHAPTER}/parameters/settled-within", f"{CHAPTER}/parameters/advance-limit"
# R10、R12: 重复; R01: 计划的提交、审核、拜访次数; R07: 核销、每人每次和每年的限额; R08: 补单、最多多少天
WAITING = 92


def confirmed(admin: Browser, opened: Page, why: str = "财务部核对过") -> Page:
    return admin.submit(opened, action=f"{WITHIN}/confirmation", why=why)


def rows(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(r.act, r.value) for r in db.session.scalars(select(ParameterChange).order_by("id"))]


def test_the_administrator_confirms_what_is_assumed_and_everybody_sees_it(
    app: Flask, shen: Browser, chen: Browser
) -> None:
    assert f"待确认的参数：{WAITING} 个" in shen.get("/").text
    assert "个参数待确认" in shen.get("/regulations").text
    assert "待确认" not in chen.get("/regulations").text
    page = confirmed(shen, shen.get(WITHIN))
    assert "已由 沈知 于 2026-11-23 确认" in page.text and "确认就用 10 个工作日" in page.text
    assert page.all("form", action=f"{WITHIN}/confirmation") == []
    assert "公司已确认 已由 沈知 于 2026-11-23 确认" in chen.get(CHAPTER).text
    assert f"待确认的参数：{WAITING - 1} 个" in shen.get("/").text
    assert rows(app) == [("confirm", "10")]
    with app.app_context():
        assert terms().value(SETTLED_WITHIN) == 10
        event = db.session.scalars(select(AuditEvent).filter_by(event="parameter:confirmed")).one()
        assert event.stream == f"parameter:{SETTLED_WITHIN.name}"


@pytest.mark.parametrize(("why", "fault"), [("", "请写明原因"), ("好" * 201, "最多 200 字")])
def test_a_confirmation_needs_a_reason(app: Flask, shen: Browser, why: str, fault: str) -> None:
    page = confirmed(shen, shen.get(WITHIN), why)
    assert (page.status, page.faults()) == (422, [fault])
    assert rows(app) == []


def test_what_was_changed_after_the_page_was_opened_is_not_confirmed(app: Flask, shen: Browser) -> None:
    opened = shen.get(WITHIN)
    shen.submit(shen.get(WITHIN), action=WITHIN, value="20", since="2026-11-24", reason="通知")
    late = confirmed(shen, opened)
    assert (late.status, "在你打开之后改过" in late.text) == (409, True)
    assert rows(app) == [("change", "20")]


def test_a_given_value_is_confirmed_by_being_given(app: Flask, shen: Browser) -> None:
    shen.submit(shen.get(WITHIN), action=WITHIN, value="20", since="2026-11-23", reason="通知")
    page = shen.get(WITHIN)
    assert "公司改定" in page.text and page.all("form", action=f"{WITHIN}/confirmation") == []
    assert f"待确认的参数：{WAITING - 1} 个" in shen.get("/").text
    token = dict(page.fields(WITHIN))
    again = shen.post(f"{WITHIN}/confirmation", token | {"why": "再确认"})
    assert "这个值不用确认" in again.text
    assert rows(app) == [("change", "20")]


def test_what_the_regulation_itself_says_needs_no_word(shen: Browser) -> None:
    assert shen.get(LIMIT).all("form", action=f"{LIMIT}/confirmation") == []


def test_a_parameter_that_begins_later_breaks_no_page(app: Flask, shen: Browser) -> None:
    chapters = app.extensions["catalogue"].chapters
    chapter = chapters["relationship_expense"]
    later = replace(SETTLED_WITHIN, values=((date(2026, 11, 24), 10),))
    parameters = tuple(later if each is SETTLED_WITHIN else each for each in chapter.parameters)
    chapters["relationship_expense"] = replace(chapter, parameters=parameters)
    assert "今天的值： 还没有" in shen.get(WITHIN).text
    assert SETTLED_WITHIN.label not in shen.get(CHAPTER).text.partition("要按时做的事")[2]
    assert f"待确认的参数：{WAITING - 1} 个" in shen.get("/").text
    page = shen.submit(shen.get(WITHIN), action=WITHIN, value="20", since="2026-11-23", reason="通知")
    assert "20 个工作日" in page.text


def enter(app: Flask, value: str) -> None:
    """A change of the limit as an earlier release might have stored it."""
    with app.app_context(), writing():
        moment = this_moment()
        row = {"since": moment.day, "value": value, "reason": "旧版", "person_id": 9, "at": moment.at}
        db.session.add(ParameterChange(name=ADVANCE_LIMIT.name, **row))


@pytest.mark.parametrize("value", ["2000", '"2000"', "{}", "[]", "not json"])
def test_a_stored_value_of_another_type_is_left_out_and_named(
    app: Flask, shen: Browser, chen: Browser, value: str
) -> None:
    enter(app, value)
    assert plan(app)
    for place in (CHAPTER, LIMIT, "/"):
        assert chen.get(place).status == 200
    with app.app_context():
        assert terms().value(ADVANCE_LIMIT).fen == 300_000
        assert faults([ADVANCE_LIMIT, SETTLED_WITHIN]) == [
            f"参数 {ADVANCE_LIMIT.name}：2026-11-23 起的改动不是它的值，没有采用"
        ]
    assert f"读不出、没有采用的改动：{ADVANCE_LIMIT.label}" in shen.get("/").text
    assert "现在读不出，没有采用，请重新改定" in shen.get(LIMIT).text
    newest = dict(shen.get(LIMIT).fields(LIMIT))["seen"]
    assert newest != "0"
    shen.submit(shen.get(LIMIT), action=LIMIT, value="1000", since="2026-11-23", reason="重新改定")
    assert "读不出" not in shen.get("/").text
    with app.app_context():
        assert terms().value(ADVANCE_LIMIT).fen == 100_000
        assert faults([ADVANCE_LIMIT]) == []


def test_verify_names_it(app: Flask, settings) -> None:
    enter(app, "2000")
    with app.app_context():
        db.engine.dispose()
    if "sqlite" in settings.database_url:
        found = portal("verify", settings.data)
        assert (found.returncode, ADVANCE_LIMIT.name in found.stdout) == (1, True)
