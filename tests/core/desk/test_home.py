"""The home of each role: panels that say what is to be done, lead there, and fall silent when it is."""

from flask import Flask

from portal.core.facts import Month
from tests.conftest import signed_in
from tests.duties import keep
from tests.pages import Browser
from tests.plans import plan
from tests.regulations.relationship_expense.slips import special

NOVEMBER = Month(2026, 11)


def write(author: Browser, day: str) -> None:
    page = author.get(f"/forms/f01-2/new?about={day}")
    assert "已提交" in author.submit(page, button="act=send", others="整理资料").text


def test_an_account_manager_finds_what_he_has_not_written(app: Flask, clock) -> None:
    keep(app)
    clock.advance(days=1)
    chen = signed_in(app, "1001")
    owed = "成功手册 · 11月23日，已逾期 1 天"
    assert "成功手册 · 11月24日，今天到期" in chen.get("/").text
    missing = next(a for a in chen.get("/").all("a") if a.text == owed)
    assert 'value="2026-11-23"' in chen.get(missing.get("href")).response.get_data(as_text=True)
    write(chen, "2026-11-23")
    assert owed not in chen.get("/").text


def test_the_plan_of_the_coming_month_is_asked_for_until_it_is_sent(app: Flask, chen: Browser) -> None:
    keep(app)
    owed = "月度巡访计划 · 2026年12月，11-30 到期"
    link = next(a for a in chen.get("/").all("a") if a.text == owed)
    assert 'value="2026-12"' in chen.get(link.get("href")).response.get_data(as_text=True)
    plan(app)
    assert owed not in chen.get("/").text


def test_the_office_manager_finds_journals_that_wait(chen: Browser, zhou: Browser) -> None:
    assert "都检查过了" in zhou.get("/").text
    write(chen, "2026-11-20")
    assert "1 份待检查" in zhou.get("/").text


def test_finance_finds_the_special_accounts_and_the_administrator_the_portal(app: Flask) -> None:
    special(app)
    assert "客户关系维护费-进口模块 ¥50,000.00" in signed_in(app, "1012").get("/").text
    assert "还可以借 ¥3,000.00" in signed_in(app, "1010").get("/").text
    assert "岗位空缺、等人任职的步骤：0 个" in signed_in(app, "1009").get("/").text


def test_other_roles_have_their_inbox_alone(app: Flask) -> None:
    titles = [e.get("id", "") for e in signed_in(app, "1007").get("/").all("h2")]
    assert not any(title.startswith("panel-") for title in titles)
