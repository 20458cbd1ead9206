"""R07.8: the report for whoever watches over expenses, and every attempt that was refused by law."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.domain.customers.models import CustomerContact
from portal.domain.expenses.models import RefusedAttempt
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser
from tests.regulations.relationship_expense.applications import NUMBER, applied, at, signed
from tests.regulations.relationship_expense.slips import special
from tests.regulations.relationship_expense.tables import MODULE, REP, contract, signed_table

pytestmark = pytest.mark.both_databases
SHEET = {
    "prospect": "新程电子", "product": MODULE, "contract": "HT-1", "value": "1000", "planned": "2026-11-30",
    "reason": "首单", "items__0__item": "样机", "items__0__amount": "100",
}  # fmt: skip


def attempts(app: Flask) -> list[RefusedAttempt]:
    with app.app_context():
        return list(db.session.scalars(select(RefusedAttempt).order_by(RefusedAttempt.id)))


def somebody(app: Flask) -> str:
    """Who works for a customer."""
    with app.app_context():
        return db.session.scalars(select(CustomerContact.name).limit(1)).one()


def tried(app: Flask, payee: str, button: str = "act=send") -> None:
    rep = signed_in(app, REP)
    rep.submit(rep.get("/forms/f07-3/new"), button=button, **SHEET, items__0__payee=payee)


@pytest.fixture
def watcher(app: Flask) -> Browser:
    """The compliance officer."""
    return signed_in(app, "1014")


def test_what_is_refused_by_law_is_noted_with_who_tried_it_where_and_for_whom(
    app: Flask, watcher: Browser
) -> None:
    special(app, 0)
    tried(app, somebody(app))
    (row,) = attempts(app)
    assert row.customer == "新程电子" and "F07-3" in row.form
    assert row.place == f"第1行 收款单位：{somebody(app)}" and "第八条" in row.message
    page = watcher.get("/compliance/refused")
    assert row.message in page.text and "2026-11-23 10:00" in page.text
    assert "没有被拒绝的填报" in watcher.get("/compliance/refused?month=2026-10").text
    assert row.message in watcher.get("/compliance/refused?month=2026-11").text


def test_a_rule_of_the_law_is_noted_too_and_any_other_refusal_is_not(app: Flask) -> None:
    paper = signed_table(app, 1)
    with app.app_context():
        basis = db.session.get_one(Document, paper).number
    rep = signed_in(app, REP)
    slip = {
        "account": "进口模块", "basis": basis, "amount": "1", "reason": "接待",
        "use": "①客户采购员", "way": "场地、印刷、运输等对外采购",
    }  # fmt: skip
    rep.submit(rep.get("/forms/f07-4/new"), button="act=send", **slip)
    (row,) = attempts(app)
    assert row.place == "用于：场地、印刷、运输等对外采购"
    rep.submit(rep.get("/forms/f07-4/new"), button="act=send", **slip | {"way": "商务接待", "amount": "0"})
    assert len(attempts(app)) == 1


def test_a_payee_who_works_for_a_customer_is_noted_at_the_register_too(app: Flask) -> None:
    clerk, name = signed_in(app, "1011"), somebody(app)
    page = clerk.submit(clerk.get("/payees/new"), "/payees/new", name=name, code="1", kind="供应商")
    assert page.status == 422 and "反不正当竞争法第八条" in page.text
    (row,) = attempts(app)
    assert (row.form, row.place) == ("收款单位登记", f"名称：{name}")


def test_an_organisation_that_nobody_registered_is_no_attempt(app: Flask) -> None:
    special(app, 0)
    tried(app, "没有登记的单位")
    assert attempts(app) == []


def test_a_draft_is_judged_by_nobody(app: Flask) -> None:
    special(app, 0)
    tried(app, somebody(app), "act=save")
    tried(app, "迅达物流", "act=save")
    assert attempts(app) == []


def test_the_report_says_who_got_what_for_which_customer_and_who_signed(app: Flask, watcher: Browser) -> None:
    signed_table(app)
    with app.app_context():
        paper = signed()
    text = watcher.get("/compliance").text
    assert "迅达物流" in text and "④争取新客户的特殊费用" in text and "¥2,000.00" in text
    assert "KQF-XK-202611-001" in text and "KQF-202610-001" in text
    of_month = watcher.get("/compliance?month=2026-10").text
    assert "KQF-202610-001" in of_month and "迅达物流" not in of_month
    book = CalamineWorkbook.from_filelike(io.BytesIO(watcher.get("/compliance.xlsx").response.data))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 4 and rows[-1][6:8] == ["迅达物流", 2000]
    assert rows[-1][8].count("、") == 2, "three have signed"
    assert watcher.get(f"/documents/{paper}").status == 404, "the report is no right to the paper"


def test_what_fell_shows_its_opposite(app: Flask, watcher: Browser) -> None:
    special(app, 0)
    with app.app_context():
        signed()
        contract(NUMBER, at(23, 9))
    text = watcher.get("/compliance").text
    assert "¥-2,000.00" in text or "-¥2,000.00" in text
    assert "已作废" in text


@pytest.mark.parametrize("number", ["1001", "1010", "1006", "1009", "1012"])
def test_nobody_else_finds_the_report(app: Flask, number: str) -> None:
    browser = signed_in(app, number)
    for place in ("/compliance", "/compliance.xlsx", "/compliance/refused", "/compliance/refused.xlsx"):
        assert browser.get(place).status == 404


@pytest.mark.parametrize("number", ["1014", "1007", "1008"])
def test_compliance_officer_auditor_and_general_manager_do(app: Flask, number: str) -> None:
    special(app, 0)
    with app.app_context():
        applied()
    browser = signed_in(app, number)
    for place in ("/compliance", "/compliance/refused", "/compliance.xlsx", "/compliance/refused.xlsx"):
        assert browser.get(place).status == 200


def test_a_month_that_is_none_is_not_found(watcher: Browser) -> None:
    assert [watcher.get(f"/compliance{each}?month=x").status for each in ("", "/refused")] == [404, 404]
