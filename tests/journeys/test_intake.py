"""R10 §7.1: from the phone call to the registered case in a real browser, counted in pages and fields."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Frame, Page, expect

from portal.config import Settings
from tests.core.org.changes import take_post
from tests.journeys.conftest import DESK, sign_in
from tests.servers import web_server

pytestmark = pytest.mark.browser
MOST_PAGES, MOST_FIELDS = 3, 4


@pytest.fixture
def desk(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of a portal where 郑一帆 takes calls."""
    take_post(app, "1010", "customer_service", "ROOT")
    with web_server(settings) as port:
        yield f"http://127.0.0.1:{port}"


def seat(chromium: Browser, desk: str, script: bool) -> Page:
    context = chromium.new_context(base_url=desk, viewport=DESK, locale="zh-CN", java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(10_000)
    sign_in(page, "1010")
    return page


def pages_of(page: Page) -> list[str]:
    """The pages that are loaded from now on; a redirect is no page of its own."""
    loaded: list[str] = []

    def note(frame: Frame) -> None:
        if frame is page.main_frame:
            loaded.append(frame.url)

    page.on("framenavigated", note)
    return loaded


def fill(page: Page) -> int:
    """Fill what the sheet does not know; how many fields that are."""
    page.get_by_label("国内外").select_option("国内")
    page.get_by_label("有无损失").select_option("有损失")
    page.get_by_label("投诉内容").fill("板面起泡")
    return 3


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_r10_7_1_from_the_call_to_the_case(chromium: Browser, desk: str, script: bool) -> None:
    page = seat(chromium, desk, script)
    loaded = pages_of(page)
    page.get_by_role("link", name="接诉").click()
    page.get_by_label("谁来投诉").press_sequentially("13800001000")
    if not script:
        page.get_by_role("button", name="查找").click()
    expect(page.locator("#found")).to_contain_text("郑经理 13800001000")
    page.get_by_role("link", name="登记投诉").click()
    expect(page.locator("#customer")).to_have_value("嘉禾建材 E0001")
    fields = 1 + fill(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("已提交，编号 KS10-")
    assert len(loaded) == MOST_PAGES + (not script), loaded
    assert fields <= MOST_FIELDS
    page.context.close()
