"""R01 §2(5), F01-5: a record, effective when sent, read by the office manager, printed at once."""

from datetime import date

from flask import Flask

from portal.core.facts import Ref
from portal.core.printing.worker import print_what_is_wanted
from portal.regulations.customer_maintenance.facts import StockGuidance, StockLine
from portal.regulations.customer_maintenance.rules import stock_refusals
from tests.pages import Browser, Page
from tests.terms import TERMS

LINE = {
    "lines-0-product": "进口模块",
    "lines-0-stock": "40",
    "lines-0-safety": "25",
    "lines-0-turnover": "18",
}


def send(author: Browser, **typed: str) -> Page:
    page = author.get("/forms/f01-5/new")
    words = {
        "customer": "嘉禾建材",
        "frequency": "每两周一次",
        **LINE,
        "lines-0-advice": "补货 30 件",
        **typed,
    }
    return author.submit(page, button="act=send", **words)


def test_r01_2_5_a_record_is_effective_at_once_and_leaves_nobody_a_task(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    sent = send(chen)
    assert "已提交，编号 DH-202611-0001" in sent.text
    assert "已生效" in sent.text
    assert "没有待办" in zhou.get("/").text
    assert "补货 30 件" in zhou.get(sent.address).text
    with app.app_context():
        print_what_is_wanted()
    assert chen.get(f"{sent.address}/pdf").response.mimetype == "application/pdf"


def test_r01_2_5_the_day_of_the_visit_is_today_unless_typed_otherwise(chen: Browser) -> None:
    assert "DH-202610-0001" in send(chen, day="2026-10-30").text


def test_r01_2_5_a_stranger_does_not_find_the_record(chen: Browser, wu: Browser) -> None:
    assert wu.get(send(chen).address).status == 404


def test_r01_2_5_each_product_is_advised_on_once() -> None:
    line = {"stock": 1, "safety": 1, "turnover": 1, "advice": "补货"}
    lines = tuple(
        StockLine(key=f"{n:08}", product=Ref(id_, f"P{id_}", "模块"), **line)
        for n, id_ in enumerate((1, 2, 1))
    )
    record = StockGuidance(date(2026, 11, 23), Ref(1, "E0001", "嘉禾建材"), "A", "每周", lines)
    assert [refusal.path for refusal in stock_refusals(record, TERMS)] == [("lines", 2, "product")]


def test_r01_2_5_turnover_ends_at_999_days(chen: Browser) -> None:
    assert "已生效" in send(chen, **{"lines-0-turnover": "999"}).text
    assert send(chen, **{"lines-0-turnover": "1000"}).faults() == ["请填 0 到 999 的整数"]
