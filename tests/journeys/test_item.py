"""R09, R18 and R05 in a real browser: an item and its label, a change that says what it touches, an alarm,
and the fault that somebody opens for it."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.conftest import TestClock
from tests.domain.operations.alerting import alert as alert_of
from tests.domain.operations.alerting import message, posted, watched
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.journeys.test_complaint import Case, fill, send
from tests.journeys.test_problem import NIGHT
from tests.regulations.it_service.changes import MANAGER, staffed
from tests.regulations.it_service.incidents import ADMIN, DESK, LEAD

pytestmark = pytest.mark.browser
SERVER = {"name": "db01", "type": "服务器", "part": "主机和存储", "location": "一号机柜"}
SYSTEM = {
    "name": "报表系统", "type": "应用系统", "part": "应用系统", "relations-0-kind": "运行于",
    "relations-0-other": "KI-2026-001", "relations-0-since": "2026-11-23",
}  # fmt: skip


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, seat: Seat, request: pytest.FixtureRequest) -> Case:
    staffed(app)
    watched(app)
    return Case(seat, request.param, "", "")


def test_r09_from_an_item_and_its_label_to_an_alarm_and_its_fault(
    app: Flask, clock: TestClock, case: Case, tmp_path: Path
) -> None:
    register(case, "PZ-2026-001", SERVER)
    register(case, "PZ-2026-002", SYSTEM)
    label(case, tmp_path)
    change(case)
    alarm(app, case)


def register(case: Case, number: str, told: dict[str, str]) -> None:
    """The admin registers an item, the lead approves it."""
    page = case.at_desk(ADMIN)
    page.goto("/forms/f09-6/new")
    usual = {"entry": "新增", "owner": f"苏禾 {ADMIN}", "unit": "运行维护部", "status": "在用"}
    fill(page, usual | told)
    send(page, number)
    case.agree(told["name"], LEAD)


def label(case: Case, folder: Path) -> None:
    """It is an asset too; its sticker has its number."""
    page = case.at_desk(ADMIN)
    page.goto("/assets/new")
    fill(page, {"kind": "服务器", "model": "R740", "serial": "SN-1", "state": "在用", "unit": "运行维护部"})
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("status")).to_contain_text("ZC-2026-0001")
    answer = page.request.get("/assets/labels.pdf?all=1")
    paper = folder / "labels.pdf"
    paper.write_bytes(answer.body())
    assert "ZC-2026-0001" in tool("pdftotext", str(paper), "-")


def change(case: Case) -> None:
    """Whoever approves a change of the server sees that the reports rest on it."""
    page = case.at_desk(DESK)
    page.goto("/forms/f09-5/new")
    about = {"item": "KI-2026-001", "part": "主机和存储", "thing": "db01", "reason": "磁盘将满"}
    fill(page, NIGHT | about | {"subject": "扩充磁盘"})
    send(page, "RFC-20261123-001")
    page = case.at_desk(LEAD)
    page.get_by_role("link", name="扩充磁盘").first.click()
    expect(page.locator("main")).to_contain_text("服务和系统：报表系统")
    case.agree("扩充磁盘", LEAD)
    case.agree("扩充磁盘", MANAGER)


def alarm(app: Flask, case: Case) -> None:
    """Monitoring tells of the server twice; the admin finds one alarm at home and opens its fault."""
    for _ in range(2):
        assert posted(app, message(alert_of())).status_code == 200
    page = case.at_desk(ADMIN)
    page.get_by_role("link", name="告警：").click()
    expect(page.locator("[name=symptom]")).not_to_have_value("")
    told = {
        "found": "监控告警", "part": "计算机硬件平台", "business": "报表", "important": "否",
        "effect": "没有影响业务", "level": "三级（一般）",
    }  # fmt: skip
    fill(page, told)
    send(page, "GZ-202611-001")
    page.goto("/alarms")
    expect(page.get_by_role("link", name="GZ-202611-001")).to_be_visible()
