"""R06 in a real browser: a complaint from the call to the printed, closed dossier."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.journeys.test_complaint import fill, send
from tests.regulations.bank_complaints.bank import (
    AID,
    BRANCH,
    CLERK,
    HEAD,
    HOTLINE,
    REPLY,
    SUPERVISION,
    bank,
)

pytestmark = pytest.mark.browser
CALL = {
    "at": "09:50", "channel": "客服热线", "presence": "非现场", "written": "口头", "subject": "服务态度",
    "business": "个人存款", "level": "网点", "joint": "否", "name": "李女士", "kind": "个人",
    "phone": "13800001234", "unit": "东门网点 OUTLET", "what": "排队一小时，柜员不理会", "request": "道歉",
}  # fmt: skip
FOUND = {
    "investigator": "网点员工", "decider": "一级行部", "finding": "属实", "outcome": "致歉并说明",
    "liable": "东门网点", "facts": "录像可见柜员看手机", "responsibility": "服务不到位", "proposal": "致歉",
    "remedy": "班前重申规范", "reply": REPLY, "suitable": "适合回访",
}  # fmt: skip


@dataclass
class Case:
    """A case on its way: who sits where, and its address."""

    seat: Seat
    script: bool
    place: str = ""

    def at_desk(self, number: str) -> Page:
        return self.seat(number, script=self.script)

    def take_down(self) -> None:
        """The hotline takes the call down."""
        page = self.at_desk(HOTLINE)
        page.goto("/forms/f06-1/new")
        fill(page, CALL)
        send(page, "KH-202611-0001")
        self.place = page.url

    def file(self, by: str, title: str, number: str, **cells: str) -> None:
        """Somebody opens the case, picks a form and sends it."""
        page = self.at_desk(by)
        page.goto(self.place)
        page.get_by_role("link", name=title, exact=True).click()
        fill(page, cells)
        send(page, number)

    def agree(self, by: str, title: str, **cells: str) -> None:
        """Somebody finds the paper in his inbox, fills his cells, and agrees."""
        page = self.at_desk(by)
        page.get_by_role("link", name=re.compile(title)).first.click()
        if cells:
            page.get_by_role("link", name="调整内容").click()
            fill(page, cells)
            page.get_by_role("button", name="保存", exact=False).first.click()
        page.get_by_role("textbox", name="审核意见").fill("同意")
        page.get_by_role("button", name="同意", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("已同意")

    def close(self, by: str) -> Page:
        """Somebody presses 结案."""
        page = self.at_desk(by)
        page.goto(self.place)
        page.get_by_label("说明").first.fill("已办")
        page.get_by_role("button", name="结案", exact=True).click()
        return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, seat: Seat, request: pytest.FixtureRequest) -> Case:
    bank(app)
    return Case(seat, request.param)


def test_r06_from_the_call_to_the_printed_closed_dossier(case: Case, tmp_path: Path) -> None:
    case.take_down()
    case.file(HOTLINE, "投诉转办单", "ZB-202611-0001", line="客户援助电话", unit="城东支行 BANK",
              brief="态度", reason="一级行部对口")  # fmt: skip
    case.agree(AID, "转城东支行办理")
    case.file(AID, "投诉转办单", "ZB-202611-0002", line="承办部门", unit="东门网点 OUTLET", brief="态度",
              reason="网点对口")  # fmt: skip
    case.agree(HEAD, "转东门网点办理", handler="程静怡 1060", opinion="马上核实")
    case.file(CLERK, "投诉调查处理报告", "DC-202611-0001", **FOUND)
    case.agree(HEAD, "调查处理报告")
    case.agree(BRANCH, "调查处理报告")
    case.file(CLERK, "告知投诉人记录", "GZ-202611-0001", matter="处理结果", way="电话", whom="李女士",
              ways="已经告知", said="接受")  # fmt: skip
    shut = case.close(AID)
    expect(shut.get_by_role("alert").first).to_contain_text("还没有回访投诉人")
    assert shut.get_by_label("说明").first.input_value() == "已办", "nothing typed is lost"
    case.file(SUPERVISION, "投诉回访记录", "HF-202611-0001", reached="李女士", content="满意",
              further="没有新的要求", said="谢谢")  # fmt: skip
    expect(case.close(AID).locator("h1")).to_contain_text("已结案")
    read_dossier(case, tmp_path)


def read_dossier(case: Case, folder: Path) -> None:
    """The whole case as one file, in the order of its papers, each with who signed it."""
    page = case.at_desk(SUPERVISION)
    page.goto(case.place)
    place = page.get_by_role("link", name="卷宗 PDF").get_attribute("href") or ""
    answer = page.request.get(place)
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = folder / "dossier.pdf"
    paper.write_bytes(answer.body())
    text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
    numbers = ("KH-202611-0001", "ZB-202611-0002", "DC-202611-0001", "GZ-202611-0001", "HF-202611-0001")
    for words in (*numbers, "也可以向法院起诉", "程静怡", "董子衿", "结案"):
        assert words in text, words
