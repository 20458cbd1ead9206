"""R09 in a real browser: an incident that recurs becomes a problem; a change solves it, an article tells
others, and both files are closed and printed."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.conftest import TestClock
from tests.journeys import test_incident
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.journeys.test_complaint import fill, send
from tests.regulations.it_service.changes import MANAGER, staffed
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD, OTHER, USER, assigned, reported

pytestmark = pytest.mark.browser
NIGHT = {
    "kind": "一般变更", "subject": "更换整台打印机", "from_day": "2026-11-23", "from_at": "20:00",
    "to_day": "2026-11-23", "to_at": "21:00", "risk": "当晚不能打印", "plan": "装新机，改队列",
    "rollback": "装回旧机", "implementer": f"苏禾 {ADMIN}",
}  # fmt: skip
DONE = {
    "began_day": "2026-11-23", "began_at": "20:05", "ended_day": "2026-11-23", "ended_at": "20:40",
    "course": "新机已装", "tested": "连打五十页正常", "outcome": "成功",
}  # fmt: skip


@dataclass
class Case(test_incident.Case):
    """An incident, the problem behind it, and where that is kept."""

    problem: str = ""

    def begin(self, by: str, place: str, link: str) -> Page:
        """Somebody begins a sheet from a panel beside a case."""
        page = self.at_desk(by)
        page.goto(place)
        page.get_by_role("link", name=link).click()
        return page

    def end(self, words: str) -> Page:
        """The lead closes the problem."""
        page = self.at_desk(LEAD)
        page.goto(self.problem)
        page.get_by_label("说明").first.fill(words)
        page.get_by_role("button", name="结案", exact=True).click()
        return page


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, clock: TestClock, seat: Seat, request: pytest.FixtureRequest) -> Case:
    staffed(app)
    with app.app_context():
        for what in ("打印机卡纸，不出纸", "打印机又卡纸了"):
            assigned(reported(OTHER, what=what))
    return Case(seat, request.param, "", "")


def test_r09_from_what_recurs_to_a_change_and_an_article(
    clock: TestClock, case: Case, tmp_path: Path
) -> None:
    case.report("FW-20261123-003")
    work_on(case)
    recur(case)
    ask_for_change(case, clock)
    solve(case)
    expect(case.end("已换新机").get_by_role("alert").first).to_contain_text("还没有写明知识条目")
    write_down(case)
    expect(case.end("已换新机").locator("h1")).to_contain_text("已结案")
    expect(case.answer("好了").get_by_role("status")).to_contain_text("已确认")
    expect(case.shut().locator("h1")).to_contain_text("已结案")
    read(case, tmp_path)
    helps_others(case)


def work_on(case: Case) -> None:
    """Classified, taken on, looked at on the spot, working again."""
    case.file(
        "事件单", "INC-20261123-003", DESK, part="终端和外设", impact="一个部门或多人", priority="P3",
        resolver=f"苏禾 {ADMIN}",
    )  # fmt: skip
    case.agree("P3 打印机不出纸", ADMIN)
    case.file("工单", "GD-20261123-001", DESK, task="现场看搓纸轮")
    case.agree("现场看搓纸轮", ADMIN, arrived="10:10", left="10:40", done="清洁后能打，磨损严重")
    case.agree("现场看搓纸轮", USER)
    case.agree("P3 打印机不出纸", ADMIN, cause="搓纸轮磨损", action="清洁搓纸轮")


def recur(case: Case) -> None:
    """The lead is told of three of a kind at home, and opens a problem that names them."""
    page = case.at_desk(LEAD)
    page.get_by_role("link", name="建议立问题单").click()
    expect(page.locator("[name=incidents-2-incident]")).not_to_have_value("")
    fill(page, {"title": "三楼打印机反复卡纸"})
    send(page, "PRB-20261123-001")
    case.problem = page.url.split("?")[0]


def ask_for_change(case: Case, clock: TestClock) -> None:
    """The desk asks for a change of that; lead and manager approve, it is carried out and accepted."""
    page = case.begin(DESK, case.problem, "申请变更")
    expect(page.locator("[name=origin]")).to_have_value("PRB-20261123-001")
    fill(page, NIGHT)
    send(page, "RFC-20261123-001")
    case.agree("更换整台打印机", LEAD)
    case.agree("更换整台打印机", MANAGER)
    clock.advance(hours=11, minutes=30)
    case.agree("更换整台打印机", ADMIN, "已实施", **DONE)
    case.agree("更换整台打印机", LEAD, "验收合格")


def write_down(case: Case) -> None:
    """The desk writes down what helps everybody, the lead reviews it, and the problem names it."""
    page = case.begin(DESK, case.problem, "写知识条目")
    fill(page, {"audience": "全体员工", "title": "打印机卡纸先清洁搓纸轮"})
    send(page, "ZS-2026-001")
    case.agree("打印机卡纸先清洁", LEAD)
    page = case.begin(DESK, case.problem, "问题补充记录")
    fill(page, {"told": "知识条目已批准", "article": "ZS-2026-001"})
    send(page, "PRA-20261123-001")


def solve(case: Case) -> None:
    """The lead says what it was, by which change it is solved; the manager agrees."""
    page = case.begin(LEAD, case.problem, "问题分析与解决报告")
    told = {
        "conclusion": "已查明", "root": "进纸组件老化", "workaround": "清洁搓纸轮", "fix": "更换整台打印机",
        "change": "RFC-20261123-001",
    }  # fmt: skip
    fill(page, told)
    send(page, "PRR-20261123-001")
    case.agree("进纸组件老化", MANAGER)


def read(case: Case, folder: Path) -> None:
    """Both files as PDF: every paper with its number."""
    wanted = {
        case.problem: (
            "PRB-20261123-001",
            "PRR-20261123-001",
            "PRA-20261123-001",
            "RFC-20261123-001",
            "进纸组件老化",
        ),
        case.place: ("FW-20261123-003", "INC-20261123-003", "GD-20261123-001", "清洁搓纸轮"),
    }
    page = case.at_desk(LEAD)
    for n, (place, words) in enumerate(wanted.items()):
        page.goto(place)
        answer = page.request.get(page.get_by_role("link", name="卷宗 PDF").get_attribute("href") or "")
        paper = folder / f"{n}.pdf"
        paper.write_bytes(answer.body())
        text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
        assert not [each for each in words if each not in text], text[:2000]


def helps_others(case: Case) -> None:
    """Whoever reports the same next time is told of the article."""
    page = case.on_phone(OTHER)
    page.goto("/repairs/new?what=打印机卡纸不出纸&thing=三楼打印机")
    page.locator("#known").get_by_role("link", name="清洁搓纸轮").click()
    expect(page.locator("h1")).to_contain_text("打印机卡纸先清洁搓纸轮")
