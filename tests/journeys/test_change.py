"""R05 in a real browser: a change from its application to the printed report, and an emergency that owes its
confirmation."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from portal.core.printing.worker import print_document
from tests.conftest import TestClock
from tests.journeys.conftest import Seat
from tests.journeys.own_portal import portal  # noqa: F401 - a fixture
from tests.journeys.test_browser import tool
from tests.journeys.test_complaint import Case, fill, send
from tests.regulations.system_maintenance.maintenance import HEAD, MANAGER, NOON, OTHER, centre

pytestmark = pytest.mark.browser
CHANGE = {
    "kind": "一般变更", "part": "配套网络", "system": "核心交换机", "subject": "升级固件",
    "from_day": "2026-11-23", "from_at": "21:30", "to_day": "2026-11-23", "to_at": "23:00",
    "basis": "厂商安全公告", "plan": "先备机后主机", "risk": "双机切换", "testing": "连通测试",
    "rollback": "回到旧固件", "implementer": f"吴桐 {OTHER}",
}  # fmt: skip
DONE = {
    "began_day": "2026-11-23", "began_at": "21:31", "ended_day": "2026-11-23", "ended_at": "22:50",
    "course": "切换两次，没有丢包", "tested": "连通和切换都正常", "outcome": "成功", "documents": "拓扑图",
}  # fmt: skip


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def case(app: Flask, clock: TestClock, seat: Seat, request: pytest.FixtureRequest) -> Case:
    centre(app)
    clock.moment = NOON
    return Case(seat, request.param, "", "")


def test_r05_from_the_application_to_the_printed_report(
    app: Flask, clock: TestClock, case: Case, tmp_path: Path
) -> None:
    page = case.at_desk(HEAD)
    page.goto("/forms/f05-4/new")
    fill(page, CHANGE)
    page.get_by_role("button", name="存草稿").last.click()
    expect(page.locator("main")).to_contain_text("碰到主要营业时间（07:00–22:00）")
    send(page, "BG-202611-001")
    case.agree("升级固件", MANAGER)
    clock.advance(hours=11)
    page = case.at_desk(OTHER)
    page.goto("/operations/changes")
    expect(page.locator("main")).to_contain_text("已批准，待实施")
    case.agree("升级固件", OTHER, "已实施", **DONE)
    page = case.agree("升级固件", MANAGER, "同意验收")
    page.goto("/operations/changes")
    expect(page.locator("main")).to_contain_text("已完成")
    page.get_by_role("link", name="升级固件").click()
    place = page.url.split("?")[0]
    with app.app_context():
        print_document(int(place.rpartition("/")[2]))
    answer = page.request.get(f"{place}/pdf")
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    paper = tmp_path / "change.pdf"
    paper.write_bytes(answer.body())
    text = "".join(tool("pdftotext", "-layout", str(paper), "-").split())
    signed = ("苏禾", "林可", "吴桐")
    for words in ("BG-202611-001", "升级固件", "回到旧固件", "切换两次，没有丢包", "拓扑图", *signed):
        assert words in text, words
