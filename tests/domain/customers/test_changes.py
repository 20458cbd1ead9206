"""Changing a customer: who reads its phones, what the chain says, what two people do at once."""

import msgspec
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import first_fault
from portal.core.audit.models import AuditEvent, AuditPayload
from portal.extensions import db
from tests.conftest import signed_in
from tests.domain.customers.cards import registered, stored
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
PHONE, MASKED = "139 5555 1234", "139****1234"


@pytest.fixture
def customer(app: Flask) -> int:
    """陈立's customer E0111 with a phone."""
    return registered(app, "望江商行", PHONE)


def events(app: Flask, customer: int) -> list[tuple[str, dict[str, object]]]:
    query = select(AuditEvent.event, AuditPayload.payload).join(
        AuditPayload, AuditPayload.event_id == AuditEvent.id
    )
    query = query.where(AuditEvent.stream == f"customer:{customer}").order_by(AuditEvent.position)
    with app.app_context():
        assert first_fault(f"customer:{customer}") is None
        return [(event, msgspec.json.decode(text)) for event, text in db.session.execute(query)]


def changed(browser: Browser, customer: int, **cells: str):
    place = f"/customers/{customer}/edit"
    return browser.submit(browser.get(place), action=place, **cells)


@pytest.mark.parametrize(
    ("number", "in_full"),
    [("1001", True), ("1002", False), ("1003", True), ("1006", True), ("1007", False), ("1008", True)],
)
def test_a_phone_is_masked_but_for_the_owner_and_the_heads(app, customer, number, in_full) -> None:
    browser = signed_in(app, number)
    source = browser.get(f"/customers/{customer}").text
    assert (PHONE in source, MASKED in source) == (in_full, not in_full)
    listed = browser.get("/customers", query_string={"q": "望江"}).text
    assert MASKED in listed and PHONE not in listed


def test_a_colleague_changes_the_card_and_the_hidden_phone_stays(app, customer, lin) -> None:
    page = lin.get(f"/customers/{customer}/edit")
    assert PHONE not in page.response.get_data(as_text=True)
    saved = lin.submit(page, action=f"/customers/{customer}/edit", remark="回访过")
    assert "已保存" in saved.text
    assert [c.phone for c in stored(app, "E0111").contacts] == [PHONE]
    changed(lin, customer, contacts__0__phone="139 6666 7777")
    assert [(c.phone, c.digits) for c in stored(app, "E0111").contacts] == [("139 6666 7777", "13966667777")]


def test_a_change_is_told_old_and_new_and_nothing_else(app, customer, chen) -> None:
    changed(chen, customer, name="望江大商行", grade="C", contacts__1__name="新人")
    told = events(app, customer)
    assert [event for event, _ in told] == ["customer:registered", "customer:changed"]
    changes = told[1][1]["changes"]
    assert changes["name"] == ["望江商行", "望江大商行"]
    assert changes["grade"] == ["A", "C"]
    assert sorted(name.rpartition(".")[2] for name in changes) == ["grade", "name", "name"]
    assert (stored(app, "E0111").initials, stored(app, "E0111").version) == ("wjdsx"[:4] + "h", 2)


def test_saving_without_a_change_leaves_no_event(app, customer, chen) -> None:
    changed(chen, customer)
    assert [event for event, _ in events(app, customer)] == ["customer:registered"]


def test_closing_and_reopening_leave_one_event_each(app, customer, chen) -> None:
    page = chen.get(f"/customers/{customer}")
    for act in ("closure", "closure"):
        closed = chen.submit(page, action=f"/customers/{customer}/{act}")
    chen.submit(closed, action=f"/customers/{customer}/reopening")
    assert [e for e, _ in events(app, customer)] == [
        "customer:registered", "customer:closed", "customer:reopened",
    ]  # fmt: skip


def test_an_emptied_line_removes_its_contact(app, customer, chen) -> None:
    changed(chen, customer, contacts__0__name="", contacts__0__phone="")
    assert stored(app, "E0111").contacts == []
    assert PHONE in str(events(app, customer)[1][1])


def test_the_second_of_two_changes_is_told_and_may_then_save(app, customer, chen, zhou) -> None:
    place = f"/customers/{customer}/edit"
    first, second = chen.get(place), zhou.get(place)
    assert "已保存" in chen.submit(first, action=place, address="甲路1号").text
    refused = zhou.submit(second, action=place, remark="乙")
    assert (refused.status, stored(app, "E0111").remark) == (422, "")
    assert "有人改过这位客户" in refused.text
    assert "已保存" in zhou.submit(refused, action=place).text
    assert stored(app, "E0111").remark == "乙"


def test_a_grade_keeps_its_day_until_it_changes(app, customer, clock, chen) -> None:
    clock.advance(days=0, minutes=5)
    changed(chen, customer, remark="改备注")
    assert str(stored(app, "E0111").graded_on) == "2026-11-23"
    changed(chen, customer, grade="")
    assert stored(app, "E0111").graded_on is None


def test_a_foreign_contact_key_takes_over_nobody(app, customer, chen) -> None:
    theirs = stored(app, "E0001").contacts[0]
    changed(chen, customer, contacts__0__key=f"{theirs.id:08x}", contacts__0__name="夺")
    assert stored(app, "E0001").contacts[0].name == theirs.name
    assert [c.name for c in stored(app, "E0111").contacts] == ["夺"]
