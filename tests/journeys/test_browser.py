"""The whole way of one paper in a real browser: at a desk, on a phone, with and without JavaScript."""

import re
import subprocess
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE, Seat

pytestmark = [pytest.mark.both_databases, pytest.mark.browser]
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()  # the portal's own server runs by the real clock
FIRST = (TODAY.replace(day=1) + timedelta(days=31)).replace(day=1)  # a fresh plan is that of the next month
DAYS = [f"{day}" for n in range(14) if (day := FIRST + timedelta(days=n)).weekday() < 5]
VISITS = [
    (DAYS[0], "嘉禾", "滨江", "2", "核对订货", "改小批补货"),
    (DAYS[1], "宏达", "余杭", "２", "供货协商", "带检测报告"),
    (DAYS[2], "同兴", "临平", "1", "陈列复查", "灯箱更换"),
    (DAYS[3], "新源", "富阳", "1", "导购培训", "店员未受训"),
    (DAYS[4], "𠮷祥灯饰 E0006", "桐庐", "1", "新品介绍", "样品不足"),
    (DAYS[5], "㛃美家居 E0007", "桐庐", "1", "回款跟进", "对账"),
    (DAYS[6], "E0008", "余杭", "1", "订货会邀请", "定名单"),
    (DAYS[7], "二〇〇八电器行", "滨江", "1", "了解动向", "当日上报"),
]
CELLS = ("day", "customer", "route", "frequency", "goal", "solution")


WAYS = [("1001", "陈立", True), ("1002", "林可", False)]


@pytest.mark.parametrize(("number", "name", "script"), WAYS, ids=["with JavaScript", "without JavaScript"])
def test_a_plan_from_the_desk_over_the_phone_to_paper(
    seat: Seat, tmp_path: Path, number: str, name: str, script: bool
) -> None:
    author, zhou = seat(number, script=script), seat("1003", phone=True, script=script)
    fill(author, script)
    author.get_by_role("button", name="提交").click()
    expect(author.get_by_role("status")).to_contain_text(re.compile(f"已提交，编号 XF-{FIRST:%Y%m}-000[12]"))
    change_and_approve(zhou)
    text, fonts = pdf_of(author, tmp_path)
    assert all(words in text for words in ("请技术部同行", "𠮷", "㛃", "䶮", "〇", name, "周敏"))
    assert "供货协商" not in text
    assert fonts and all(embedded == "yes" for embedded in fonts)


def fill(author: Page, script: bool) -> None:
    """Eight visits, typed and picked; the table grows when it is full."""
    author.get_by_role("link", name="填写表单").click()
    author.get_by_role("link", name="月度巡访计划表").click()
    author.locator("main").evaluate("e => { e.stays = true }") if script else None
    assert author.locator("#choices-customer option").count() == 110
    for position, visit in enumerate(VISITS):
        if position == 5:
            author.get_by_role("button", name="加 5 行").click()
            author.locator("#lines-9").wait_for()
        for cell, text in zip(CELLS, visit, strict=True):
            author.locator(f"[name=lines-{position}-{cell}]").fill(text)
    if script:
        author.locator("[name=remarks]").fill("随时可调整")
        author.locator("[name=remarks]").blur()
        expect(author.get_by_text(re.compile(r"草稿已存 \d\d:\d\d"))).to_be_visible()
        assert author.locator("main").evaluate("e => e.stays"), "the page was never loaded anew"
        assert author.locator("[name=lines-7-solution]").input_value() == "当日上报"


def change_and_approve(manager: Page) -> None:
    """One visit is changed, seen old → new, and approved with the thumb."""
    manager.goto("/")
    manager.get_by_role("link", name=re.compile(f"{FIRST.year}年{FIRST.month}月巡访计划")).click()
    manager.get_by_role("link", name="调整内容").click()
    manager.locator("[name=lines-1-goal]").fill("请技术部同行")
    manager.get_by_role("button", name="保存改动").click()
    expect(manager.locator("del").filter(has_text="供货协商").first).to_be_attached()
    expect(manager.locator("ins").filter(has_text="请技术部同行").first).to_be_attached()
    manager.goto(manager.url)
    approve = manager.get_by_role("button", name="同意", exact=True)
    under_the_thumb(approve)
    manager.get_by_role("heading", name="签核历程").scroll_into_view_if_needed()
    under_the_thumb(approve)
    assert manager.locator("ins").first.is_visible()
    approve.click()
    expect(manager.get_by_role("status")).to_contain_text("已同意")


def under_the_thumb(button: Locator) -> None:
    """In view as the page stands, and large enough."""
    place = button.bounding_box()
    assert place is not None
    assert place["x"] >= 0 and place["x"] + place["width"] <= PHONE["width"]
    assert place["y"] >= 0 and place["y"] + place["height"] <= PHONE["height"]
    assert place["height"] >= 40


def pdf_of(author: Page, folder: Path) -> tuple[str, list[str]]:
    """The text of the paper, and for each font whether it is embedded."""
    author.reload()
    author.get_by_role("link", name="打开 PDF").wait_for()
    address, until = f"{author.url}/pdf", time.monotonic() + 30
    while (answer := author.request.get(address)).status == 202 and time.monotonic() < until:
        time.sleep(0.2)
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    place = folder / "plan.pdf"
    place.write_bytes(answer.body())
    text = tool("pdftotext", "-layout", str(place), "-")
    return text, [line.split()[-5] for line in tool("pdffonts", str(place)).splitlines()[2:]]


def tool(name: str, *words: str) -> str:
    return subprocess.run([f"/usr/bin/{name}", *words], capture_output=True, text=True, check=True).stdout
