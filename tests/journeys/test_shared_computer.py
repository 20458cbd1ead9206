"""At a computer that many use: after signing out, going back shows nothing, and nothing is kept."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Seat

pytestmark = pytest.mark.browser
MINE = "只有我知道的备注"
KINDS = ["/", "/mine", "/drafts", "/customers", "/customers/1", "/people?q=周敏", "/duties", "/regulations",
         "/notices", "/password"]  # fmt: skip
STORES = "[localStorage.length, sessionStorage.length, document.cookie.length]"


def test_after_signing_out_going_back_shows_nothing(seat: Seat) -> None:
    page = seat("1001")
    page.goto("/forms/f01-1/new")
    page.locator("[name=remarks]").fill(MINE)
    page.locator("[name=remarks]").blur()
    expect(page.get_by_text("草稿已存")).to_be_visible()
    for kind in KINDS:
        page.goto(kind)
        assert "陈立" in page.content(), kind
    page.locator("#sign-out").click()
    page.wait_for_url("**/login")
    assert page.evaluate(STORES) == [0, 0, 0]
    for _ in KINDS:
        page.go_back()
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
        assert "陈立" not in page.content() and MINE not in page.content()
    assert page.evaluate(STORES) == [0, 0, 0]
