"""A parameter is changed from a day on, with a reason, on what was shown; rules judge by it from then on."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.desk.moment import terms, this_moment
from portal.core.parameters.models import ParameterChange
from portal.extensions import db
from portal.regulations.relationship_expense.parameters import ADVANCE_LIMIT
from tests.conftest import signed_in
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
PLAN_DUE = "/regulations/customer-maintenance/parameters/plan-due"
LIMIT = "/regulations/relationship-expense/parameters/advance-limit"
FAULTS = [
    ("", "2026-11-23", "通知", "请填写"),
    ("十", "2026-11-23", "通知", ""),
    ("3000.01", "2026-11-23", "通知", "不能小于 ¥0.00，不能大于 ¥3,000.00"),
    ("2000", "2026-11-22", "通知", "不能早于今天"),
    ("2000", "没有", "通知", ""),
    ("2000", "2026-11-23", "", "请写明原因"),
    ("2000", "2026-11-23", "好" * 201, "最多 200 字"),
]


@pytest.fixture
def admin(app: Flask) -> Browser:
    return signed_in(app, "1009")


def changed(admin: Browser, address: str, value: str, since: str, reason: str = "公司通知") -> Page:
    return admin.submit(admin.get(address), action="/regulations", value=value, since=since, reason=reason)


def changes(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(ParameterChange)).all())


@pytest.mark.parametrize(("value", "since", "reason", "fault"), FAULTS)
def test_a_faulty_change_is_refused_at_its_field_and_kept(
    app: Flask, admin: Browser, value: str, since: str, reason: str, fault: str
) -> None:
    page = changed(admin, LIMIT, value, since, reason)
    assert page.status == 422
    assert fault in page.text
    assert [e.get("value") for e in page.all("input", **{"aria-invalid": "true"})]
    assert changes(app) == 0


def test_a_change_counts_from_its_day_on_and_not_before(app: Flask, admin: Browser, clock) -> None:
    page = changed(admin, LIMIT, "2000", "2026-11-24")
    assert "¥2,000.00" in page.text and "（还没到）" in page.text and "公司通知" in page.text
    assert "公司改定" not in page.text
    limits = []
    for _ in range(2):
        with app.app_context():
            limits.append(terms().value(ADVANCE_LIMIT).fen)
        clock.advance(days=1)
    assert limits == [300_000, 200_000]
    told = signed_in(app, "1001").get("/regulations/relationship-expense").text
    assert "¥2,000.00 公司改定" in told
    with app.app_context():
        event = db.session.scalars(select(AuditEvent).filter_by(event="parameter:changed")).one()
        assert event.stream == f"parameter:{ADVANCE_LIMIT.name}"


def test_an_earlier_due_day_shows_on_the_sheet_at_once(admin: Browser, chen: Browser) -> None:
    sheet = "/forms/f01-1/new?about=2027-01"
    assert "应于 12-31 前提交" in chen.get(sheet).text
    changed(admin, PLAN_DUE, "-3", "2026-11-23")
    assert "应于 12-29 前提交" in chen.get(sheet).text
    assert "倒数第 3 个工作日" in chen.get("/regulations/customer-maintenance").text


def test_of_two_administrators_the_second_sees_what_the_first_did(app: Flask, admin: Browser) -> None:
    opened = admin.get(LIMIT)
    changed(admin, LIMIT, "2000", "2026-11-24")
    late = admin.submit(opened, action="/regulations", value="1000", since="2026-11-24", reason="另一个通知")
    assert (late.status, "在你打开之后改过" in late.text) == (409, True)
    assert [e.get("value") for e in late.all("input", name="value")] == ["1000"]
    assert changes(app) == 1


def test_everybody_reads_and_only_the_administrator_changes(chen: Browser) -> None:
    page = chen.get(LIMIT)
    assert (page.status, page.all("form", class_="panel")) == (200, [])
    assert chen.get("/regulations/relationship-expense/parameters/nothing").status == 404


def test_an_operation_judges_by_what_stands_when_it_runs_not_by_what_a_page_had_read(
    app: Flask, admin: Browser
) -> None:
    with app.test_request_context():
        assert terms().value(ADVANCE_LIMIT).fen == 300_000
        with app.app_context():
            changed(admin, LIMIT, "1000", "2026-11-23")
        db.session.rollback()
        assert this_moment().terms.value(ADVANCE_LIMIT).fen == 100_000


def test_a_coming_change_is_taken_back_and_one_in_force_is_not(app: Flask, admin: Browser) -> None:
    changed(admin, LIMIT, "2000", "2026-11-24")
    changed(admin, LIMIT, "2500", "2026-11-23")

    def withdraw(since: str) -> Page:
        typed = {"since": since, "reason": "通知作废"}
        return admin.submit(admin.get(LIMIT), action="/regulations", button="act=withdraw", **typed)

    assert "这一天没有还没到的改动" in withdraw("2026-11-23").text
    assert "这一天没有还没到的改动" in withdraw("2026-11-25").text
    assert "撤销了这一天的改动" in withdraw("2026-11-24").text
    with app.app_context():
        values = terms().values
        assert [value.fen for _, value in values.dated(ADVANCE_LIMIT)] == [300_000, 250_000]
