"""R10 in a real browser: a complaint from its intake to the printed, closed dossier; a slip of one without
loss."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.core.org.changes import take_post
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.regulations.product_complaints.complaints import (
    DEPUTY,
    GROUP,
    MAKING,
    OFFICE,
    QUALITY,
    SALES,
    customer,
    offices,
    product,
)

pytestmark = pytest.mark.browser
CLERK, HEAD, CHIEF = "1011", "1006", "1008"
Cells = dict[str, str]


@dataclass
class Case:
    """A case on its way: who sits where, and its address."""

    seat: Seat
    script: bool
    customer: str
    product: str
    place: str = ""

    def at_desk(self, number: str) -> Page:
        return self.seat(number, script=self.script)

    def take_down(self, **cells: str) -> None:
        """Sales takes the call down, and a case is open."""
        page = self.at_desk(SALES)
        page.goto("/forms/f10-4d/new")
        told = {
            "channel": "电话", "region": "国内", "customer": self.customer, "product": self.product,
            "what": "板面起泡", "loss": "有损失",
        }  # fmt: skip
        fill(page, told | cells)
        send(page, "KS10-202611-001")
        self.place = page.url

    def file(self, title: str, number: str, by: str = SALES, **cells: str) -> str:
        """Somebody opens the case, picks a form and sends it; the paper's address."""
        page = self.at_desk(by)
        page.goto(self.place)
        page.get_by_role("link", name=title, exact=True).click()
        fill(page, cells)
        send(page, number)
        return page.url

    def agree(self, title: str, by: str, words: str = "同意", **cells: str) -> Page:
        """Somebody finds the paper in his inbox, fills his cells, and agrees."""
        page = self.at_desk(by)
        page.get_by_role("link", name=re.compile(title)).first.click()
        if cells:
            page.get_by_role("link", name="调整内容").click()
            fill(page, cells)
            page.get_by_role("button", name="保存", exact=False).first.click()
        page.get_by_role("textbox", name="审核意见").fill(words)
        page.get_by_role("button", name="同意", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("已同意")
        return page

    def move(self, button: str) -> Page:
        """The group moves the case on."""
        page = self.at_desk(GROUP)
        page.goto(self.place)
        page.get_by_label("说明").first.fill("已办")
        page.get_by_role("button", name=button, exact=True).click()
        return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, seat: Seat, request: pytest.FixtureRequest) -> Case:
    offices(app)
    take_post(app, CHIEF, "general_manager", "ROOT")
    with app.app_context():
        who, what = customer(), product()
        return Case(seat, request.param, f"{who.label} {who.code}", f"{what.label} {what.code}")


def test_r10_from_the_intake_to_the_printed_closed_dossier(case: Case, tmp_path: Path) -> None:
    case.take_down()
    decide(case)
    case.file(
        "销货折让证明单", "ZR10-202611-001", product=case.product, order="DD-1", quantity="40", price="20",
        amount="800", proof="客户盖章的证明单", reason="起泡",
    )  # fmt: skip
    for by in (HEAD, CHIEF):
        case.agree("折让", by)
    expect(case.move("转到改善与回访").get_by_role("status")).to_be_visible()
    shut = case.move("结案")
    expect(shut.get_by_role("alert").first).to_contain_text("还没有客户接受的处理结果回报")
    assert shut.get_by_label("说明").first.input_value() == "已办", "nothing typed is lost"
    case.file("处理结果回报", "JG10-202611-001", form="261101", outcome="接受", done="已开折让单")
    case.file("回访记录", "HF10-202611-001", content="满意", reached="张主任", words="没有问题")
    expect(case.move("结案").locator("h1")).to_contain_text("已结案")
    read_dossier(case, tmp_path)


def decide(case: Case) -> None:
    """§9.1-§11: the form goes from office to office."""
    case.file(
        "客户抱怨处理表", "提交", region="国内", customer=case.customer, product=case.product, order="DD-1",
        shipped="2026-11-09", part_no="LH-7", batch="P1", quantity="1000", defective="40", lost="1000",
        request="折让", reason="起泡四十片", sample="附样品", opinion="属实",
    )  # fmt: skip
    case.agree("抱怨处理", GROUP)
    case.agree("抱怨处理", QUALITY, cause_class="质量原因", cause="蚀刻过度", liable="制造部门", rd="不需要")
    case.agree(
        "抱怨处理", MAKING, produced_by="一车间", machine="三号机", operators="甲班", produced="2026-11-02",
        investigation="浓度偏高", countermeasure="每班测浓度",
    )  # fmt: skip
    case.agree("抱怨处理", OFFICE)
    case.agree("抱怨处理", GROUP)
    case.agree("抱怨处理", CLERK, handling="折让", settled="800", proposal="折让八百元")
    case.agree("抱怨处理", GROUP)
    case.agree("抱怨处理", HEAD)
    assert DEPUTY  # eight hundred is not his


def read_dossier(case: Case, folder: Path) -> None:
    """The whole case as one file, in the order of its papers, each with who signed it."""
    page = case.at_desk(GROUP)
    page.goto(case.place)
    place = page.get_by_role("link", name="卷宗 PDF").get_attribute("href") or ""
    answer = page.request.get(place)
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = folder / "dossier.pdf"
    paper.write_bytes(answer.body())
    text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
    for words in ("KS10-202611-001", "261101", "ZR10-202611-001", "JG10-202611-001", "HF10-202611-001"):
        assert words in text, words
    for words in ("蚀刻过度", "每班测浓度", "人民币捌佰元整", "结案", "没有问题"):
        assert words in text, words


def test_r10_3_what_did_no_harm_takes_the_slip(case: Case) -> None:
    case.take_down(loss="没有损失", what="包装松散")
    case.file(
        "异常处理单", "YC10-202611-001", customer=case.customer, concerned="制造部门", what="包装松散",
        at_once="重新包装", asked="加打包带",
    )  # fmt: skip
    case.agree("异常处理", MAKING, reply="已加打包带")
    case.agree("异常处理", GROUP)
    expect(case.move("结案").locator("h1")).to_contain_text("已结案")


def fill(page: Page, cells: Cells) -> None:
    """Fill cells by their names, whatever they are."""
    for name, text in cells.items():
        cell = page.locator(f"[name={name}]").first
        kind = cell.evaluate("cell => cell.tagName + (cell.type || '')")
        if kind.startswith("SELECT"):
            cell.select_option(text)
        else:
            cell.fill(text)


def send(page: Page, number: str) -> None:
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(number)
