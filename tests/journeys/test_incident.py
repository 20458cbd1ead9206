"""R09 in a real browser: something does not work, from three fields on a phone to the printed file."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys import test_complaint
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.regulations.it_service.incidents import ADMIN, DESK, USER, staffed

pytestmark = pytest.mark.browser
WHAT, PLACE = "打印机不出纸，提示卡纸", "三楼 305 打印机"


@dataclass
class Case(test_complaint.Case):
    """An incident on its way."""

    def on_phone(self, number: str) -> Page:
        return self.seat(number, phone=True, script=self.script)

    def report(self, number: str = "FW-20261123-001") -> None:
        """Three fields on a phone."""
        page = self.on_phone(USER)
        page.goto("/repairs/new")
        page.get_by_label("哪里不对").fill(WHAT)
        page.get_by_label("在哪里").fill(PLACE)
        page.get_by_label("受影响").check()
        page.get_by_role("button", name="报修", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text(f"已受理，编号 {number}")
        link = page.get_by_role("link", name=WHAT)
        link.click()
        self.place = page.url

    def answer(self, button: str, words: str = "") -> Page:
        """The reporter says whether it works."""
        page = self.on_phone(USER)
        page.goto("/repairs")
        page.get_by_role("link", name="去确认").click()
        page.get_by_label("说明").fill(words)
        page.get_by_role("button", name=button).click()
        return page

    def shut(self) -> Page:
        """The desk closes."""
        page = self.at_desk(DESK)
        page.goto(self.place)
        page.get_by_role("button", name="结案", exact=True).click()
        return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, seat: Seat, request: pytest.FixtureRequest) -> Case:
    staffed(app)
    return Case(seat, request.param, "", "")


def test_r09_from_the_report_to_the_printed_closed_file(case: Case, tmp_path: Path) -> None:
    case.report()
    case.file(
        "事件单", "INC-20261123-001", DESK, part="终端和外设", impact="一个部门或多人", priority="P3",
        resolver="苏禾 1011",
    )  # fmt: skip
    case.agree("P3 打印机", ADMIN)
    case.file("工单", "GD-20261123-001", DESK, task="更换搓纸轮")
    case.agree("更换搓纸轮", ADMIN, arrived="10:10", left="10:40", parts="搓纸轮一个", done="已更换")
    case.agree("更换搓纸轮", USER)
    case.agree("P3 打印机", ADMIN, cause="搓纸轮磨损", action="更换搓纸轮")
    expect(case.answer("还没好").get_by_text("请写明现在是什么情况")).to_be_visible()
    expect(case.answer("还没好", "还是卡纸").get_by_role("status")).to_contain_text("已转回处理人")
    case.agree("P3 打印机", ADMIN)
    expect(case.shut().get_by_role("alert").first).to_contain_text("报修人还没有确认")
    expect(case.answer("好了").get_by_role("status")).to_contain_text("已确认")
    expect(case.shut().locator("h1")).to_contain_text("已结案")
    read_file(case, tmp_path)


def read_file(case: Case, folder: Path) -> None:
    """The whole case as one file, each paper with who signed it."""
    page = case.at_desk(DESK)
    page.goto(case.place)
    place = page.get_by_role("link", name="卷宗 PDF").get_attribute("href") or ""
    answer = page.request.get(place)
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = folder / "file.pdf"
    paper.write_bytes(answer.body())
    text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
    numbers = ("FW-20261123-001", "INC-20261123-001", "GD-20261123-001")
    for words in (*numbers, WHAT, "搓纸轮磨损", "苏禾", "陈立"):
        assert "".join(words.split()) in text, words
