"""R16 in a real browser: a complaint at a car dealer from the call to the printed, closed dossier, once as
usual and once major."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys import test_complaint
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.journeys.test_complaint import fill, send
from tests.regulations.dealer_complaints.complaints import (
    ADVISER,
    BUSINESS,
    GENERAL,
    HANDLER,
    MANAGER,
    SPECIALIST,
    dealer,
)

pytestmark = pytest.mark.browser
UNIT, OWNER, SUPERVISOR = "售后服务部 AFTER", "吴桐 1004", "陈立 1001"
TODAY = "2026-11-23"


@dataclass
class Case(test_complaint.Case):
    """A complaint on its way."""

    def take_down(self, **cells: str) -> None:
        """The adviser takes the call down, and a case is open."""
        page = self.at_desk(ADVISER)
        page.goto("/complaints?q=粤B12345")
        page.goto("/forms/f16-1/new")
        told = {
            "channel": "电话", "complainant": "罗先生", "phone": "13800001234", "plate": "粤B·12345",
            "model": "远行 X5", "vin": "LSGPC52U6AF123453", "what": "保养后仍有异响",
        }  # fmt: skip
        fill(page, told | cells)
        send(page, "TS-202611-001")
        self.place = page.url

    def classify(self, **ticks: str) -> None:
        """The manager classifies it and names who handles it."""
        self.file(
            "客户投诉处理表", "CL-202611-001", MANAGER, category="维修质量", sufficient="充分",
            reasonable="合理", investigated="查了工单和录音", claim="免费复修", unit=UNIT, handler=OWNER,
            **ticks,
        )  # fmt: skip

    def propose(self) -> None:
        """The handler proposes, the general manager approves."""
        self.agree(
            "投诉处理", HANDLER, cause="减震器松动", liable="钣金组", cost="800", solution="更换减震器"
        )
        self.agree("投诉处理", GENERAL)

    def move(self, button: str) -> Page:
        """The manager moves the case on."""
        page = self.at_desk(MANAGER)
        page.goto(self.place)
        page.get_by_label("说明").first.fill("已办")
        page.get_by_role("button", name=button, exact=True).click()
        return page

    def close(self) -> None:
        """Asked and summed up, it is closed; before, the page says what is missing."""
        shut = self.move("结案")
        expect(shut.get_by_role("alert").first).to_contain_text("还没有询问客户是否满意")
        assert shut.get_by_label("说明").first.input_value() == "已办", "nothing typed is lost"
        self.file(
            "满意度询问表", "MY-202611-001", SPECIALIST, reached="罗先生", score="4 满意", wish="提前告知费用"
        )
        self.file(
            "投诉总结与改善对策", "ZJ-202611-001", MANAGER, course="登记、复检、更换", evaluation="处理及时",
            improvement="交车前试车", execution="写进交车清单",
        )  # fmt: skip
        self.agree("投诉总结", GENERAL)
        expect(self.move("结案").locator("h1")).to_contain_text("已结案")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, seat: Seat, request: pytest.FixtureRequest) -> Case:
    dealer(app)
    return Case(seat, request.param, "", "")


def test_r16_4_1_from_the_call_to_the_printed_closed_dossier(case: Case, tmp_path: Path) -> None:
    case.take_down()
    case.classify()
    case.propose()
    case.agree("投诉处理", SPECIALIST, told=TODAY, how="电话", answer="接受", reaction="表示理解")
    case.close()
    read_dossier(case, tmp_path, "一般投诉处理", "更换减震器", "钣金组", "粤B·12345", "提前告知费用")


def test_r16_4_2_a_major_one_with_its_meeting_and_measure(case: Case, tmp_path: Path) -> None:
    case.take_down(what="交车三天电池报警，围堵展厅")
    case.classify(blockade="是", exchange="是")
    page = case.at_desk(GENERAL)
    page.goto("/notices")
    expect(page.locator("main")).to_contain_text("重大投诉（围堵、要求退换车）")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("重大：TS-202611-001 罗先生（粤B***45）")
    case.file(
        "紧急会议记录", "HY-202611-001", MANAGER, began="11:00", unit=UNIT, place="一号会议室",
        people="总经理、售后、客户关系", content="围堵展厅", discussion="先安排代步车", decision="更换总成",
        spokesman="林可 1002",
    )  # fmt: skip
    for number in (BUSINESS, BUSINESS, GENERAL):
        case.agree("紧急会议", number)
    case.propose()
    case.agree(
        "投诉处理",
        BUSINESS,
        negotiators="何清、林可",
        told=TODAY,
        how="当面",
        answer="接受",
        reaction="撤离展厅",
    )
    case.file(
        "纠正预防措施单", "JZ-202611-001", HANDLER, pursuit="预防措施", unit=UNIT, cause="没有读码",
        measure="交车前读码", due="2026-12-20",
    )  # fmt: skip
    case.agree("预防措施", GENERAL, supervisor=SUPERVISOR)
    case.agree("预防措施", BUSINESS, done="已写进清单", finished=TODAY)
    case.agree("预防措施", "1001", checked="抽查三台")
    case.agree("预防措施", GENERAL, effect="有效", verified="没有再发生")
    case.close()
    read_dossier(case, tmp_path, "重大投诉处理", "更换总成", "撤离展厅", "抽查三台", "陈立")


def read_dossier(case: Case, folder: Path, *expected: str) -> None:
    """The whole case as one file, in the order of its papers, each with who signed it."""
    page = case.at_desk(MANAGER)
    page.goto(case.place)
    place = page.get_by_role("link", name="卷宗 PDF").get_attribute("href") or ""
    answer = page.request.get(place)
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = folder / "dossier.pdf"
    paper.write_bytes(answer.body())
    text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
    for words in ("TS-202611-001", "CL-202611-001", "MY-202611-001", "ZJ-202611-001", *expected):
        assert "".join(words.split()) in text, words
