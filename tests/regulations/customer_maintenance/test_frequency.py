"""R01.4 rule 7: how often a grade is visited is a table; who is planned less often is named, not refused."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditPayload
from portal.core.desk.moment import this_moment
from portal.core.facts import Month
from portal.core.parameter import Values
from portal.core.parameters.operations import Change, change
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from portal.regulations.customer_maintenance.parameters import VISITS_PER_MONTH
from portal.regulations.customer_maintenance.rules import Visited, too_rarely
from tests.pages import Browser, Page
from tests.plans import plan
from tests.terms import TERMS

TABLE = "/regulations/customer-maintenance/parameters/visits-per-month"
DECEMBER = Month(2026, 12)


def hinted(table: dict[str, int], *customers: Visited, month: Month = DECEMBER) -> list[str]:
    dated = {VISITS_PER_MONTH.name: ((DECEMBER.first(), table),)}
    return list(too_rarely(customers, TERMS._replace(values=Values(dated)), month))


def test_r01_1_2_an_empty_table_or_grade_asks_for_nothing() -> None:
    assert hinted({}, Visited("嘉禾", "A", 0)) == []
    assert hinted({"B": 2}, Visited("嘉禾", "A", 0), Visited("无级", "", 0)) == []


@pytest.mark.parametrize(("times", "rare"), [(3, True), (4, False), (5, False)])
def test_r01_1_2_a_customer_planned_less_often_than_its_grade_asks_is_named(times: int, rare: bool) -> None:
    said = ["A 级客户每月至少 4 次，计划里还不到：嘉禾 3 次"]
    assert hinted({"A": 4}, Visited("嘉禾", "A", times), Visited("宏达", "B", 0)) == (said if rare else [])


def test_r01_1_2_the_table_of_the_plans_month_counts() -> None:
    assert hinted({"A": 4}, Visited("嘉禾", "A", 0), month=DECEMBER.before()) == []


def test_r01_1_2_many_are_counted_and_the_first_eight_named() -> None:
    (said,) = hinted({"A": 1}, *(Visited(f"客户{n}", "A", 0) for n in range(9)))
    assert "客户7 0 次等 9 家" in said and "客户8" not in said


def ask(admin: Browser, since: str = "2026-11-23", **numbers: str) -> Page:
    """Change the table on its page: A is the first of its fields."""
    fields = {f"value_{'ABCD'.index(key)}": text for key, text in numbers.items()}
    return admin.submit(admin.get(TABLE), action=TABLE, since=since, reason="销售部通知", **fields)


@pytest.mark.both_databases
def test_r01_1_2_the_table_is_changed_on_its_page_and_a_field_left_empty_asks_nothing(
    app: Flask, shen: Browser, chen: Browser
) -> None:
    page = ask(shen, A="4", C="1")
    assert "A 4 次/月、C 1 次/月" in page.text
    kept = dict(shen.get(TABLE).fields(TABLE))
    assert [kept[f"value_{n}"] for n in range(4)] == ["4", "", "1", ""]
    assert "A 4 次/月、C 1 次/月 公司改定" in chen.get("/regulations/customer-maintenance").text
    assert "没有规定" in ask(shen, A="", C="").text
    with app.app_context():
        texts = list(db.session.scalars(select(AuditPayload.payload)))
    assert any('"value":"{\\"A\\":4,\\"C\\":1}"' in text for text in texts)


@pytest.mark.parametrize("number", ["0", "32", "四", "1.5"])
def test_r01_1_2_a_number_out_of_bounds_is_refused_at_its_field(shen: Browser, number: str) -> None:
    page = ask(shen, since="", A="4", B=number)
    assert (page.status, page.faults()) == (422, ["请填 1 到 31 的整数", "请填写"])
    assert [e.get("id") for e in page.all("input", **{"aria-invalid": "true"})] == [
        "value_1",
        "since",
    ]
    assert dict(page.fields(TABLE))["value_0"] == "4"


def test_r01_1_2_beside_a_plan_stands_who_is_planned_too_rarely_and_it_is_sent_all_the_same(
    app: Flask, shen: Browser, chen: Browser
) -> None:
    fresh = "/forms/f01-1/new?about=2026-12"
    assert "计划里还不到" not in chen.get(fresh).text
    with app.app_context(), writing():
        moment = this_moment()
        change(VISITS_PER_MONTH, Change(moment.day, {"A": 2}, "通知"), 9, 0, moment)
        names = list(
            db.session.scalars(
                select(Customer.name).filter_by(owner_id=1, grade="A", state="active").order_by("code")
            )
        )
    page = chen.get(fresh)
    assert f"A 级客户每月至少 2 次，计划里还不到：{names[0]} 0 次" in page.text
    cells = {"day": "2026-12-02", "customer": names[0], "route": "甲", "frequency": "1", "goal": "乙"}
    typed = {f"lines-0-{n}": text for n, text in (cells | {"solution": "丙"}).items()}
    draft = chen.submit(page, button="act=save", **typed)
    assert f"{names[0]} 1 次" in draft.text
    typed |= {name.replace("-0-", "-1-"): text for name, text in typed.items()} | {
        "lines-1-day": "2026-12-03"
    }
    full = chen.submit(draft, button="act=save", **typed)
    assert f"{names[0]} " not in full.text.partition("计划里还不到")[2].partition("序")[0]
    assert "已提交，编号" in chen.submit(full, button="act=send").text


def test_r01_1_2_what_is_approved_for_the_month_counts(app: Flask, chen: Browser) -> None:
    with app.app_context(), writing():
        moment = this_moment()
        change(VISITS_PER_MONTH, Change(moment.day, {"A": 1}, "通知"), 9, 0, moment)
    before = chen.get("/forms/f01-1/new?about=2026-12").text
    plan(app, "approve")
    after = chen.get("/forms/f01-1/new?about=2026-12").text
    assert "嘉禾建材 0 次" in before and "嘉禾建材 0 次" not in after
