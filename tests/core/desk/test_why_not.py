"""Page: 为什么轮到我、没轮到我, for whoever sees the document, from a link in its way."""

import pytest
from flask import Flask

from tests.conftest import signed_in
from tests.core.delegations.delegating import let
from tests.pages import Browser, Page
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases


def asked(browser: Browser, document_id: int) -> Page:
    """The page, by the link on the document's."""
    place = f"/documents/{document_id}"
    (link,) = browser.get(place).all("a", href=f"{place}/why-not")
    assert "".join(link.itertext()) == "为什么轮到我、没轮到我"
    return browser.get(link.get("href", ""))


def heading(page: Page) -> str:
    return "".join(page.all("h1")[0].itertext())


def test_each_reader_hears_why_it_is_not_his_turn(app: Flask, chen: Browser, wang: Browser) -> None:
    paper = plan(app)
    for browser, why in (
        (chen, "这张单据的内容是你写的，自己写的不能自己审批。"),
        (wang, "你没有办事处经理岗位，你现在是销售部的销售部经理。 你现在没有受别人委托，不能代办。"),
    ):
        page = asked(browser, paper)
        assert heading(page) == "为什么没轮到我"
        assert why in page.text
        assert "1. 审核：正在办" in page.text
        assert "华东办事处：办事处经理周敏" in page.text, "by what it was found"
        assert page.all("a", href=f"/tasks/{task_of(app, paper, '1003')}") == []


def test_whose_turn_it_is_hears_why_and_goes_on_from_there(app: Flask, zhou: Browser) -> None:
    paper = plan(app)
    page = asked(zhou, paper)
    assert heading(page) == "为什么轮到我"
    assert "轮到你了：办事处经理审核。" in page.text
    (link,) = page.all("a", href=f"/tasks/{task_of(app, paper, '1003')}")
    assert zhou.get(link.get("href", "")).status == 200


def test_whoever_acts_for_him_goes_there_too(app: Flask) -> None:
    paper = plan(app)
    let(app, "1003", "1005")
    page = asked(signed_in(app, "1005"), paper)
    assert heading(page) == "为什么轮到我"
    assert "周敏委托你代办，现在轮到他" in page.text
    assert "你受周敏委托，可以代办。" in page.text
    assert page.all("a", href=f"/tasks/{task_of(app, paper, '1003')}")


def test_an_author_who_has_it_back_is_sent_to_correct_it(app: Flask, chen: Browser, zhou: Browser) -> None:
    paper = plan(app, "return")
    assert asked(chen, paper).all("a", href=f"/tasks/{task_of(app, paper, '1001')}")
    assert "你已于 2026-11-23 10:00 退回。" in asked(zhou, paper).text


def test_strangers_hear_nothing(app: Flask, wu: Browser) -> None:
    assert wu.get(f"/documents/{plan(app)}/why-not").status == 404
    assert wu.get("/documents/987654/why-not").status == 404


def test_a_record_has_nobodys_turn(app: Flask, chen: Browser) -> None:
    plan(app, "approve")
    visit = {"lines-0-customer": "嘉禾建材", "lines-0-goal": "核对", "lines-0-summary": "已补货"}
    sheet = chen.get("/forms/f01-2/new?about=2026-11-23")
    record = chen.submit(sheet, button="act=send", **visit)
    assert record.address.startswith("/documents/"), record.faults()
    assert record.all("a", href=f"{record.address}/why-not") == []
    assert "这张单据没有要审批的步骤。" in chen.get(f"{record.address}/why-not").text
