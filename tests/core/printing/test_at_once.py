"""Papers that nobody orders: where one cannot be made now, the page that asked says so, and loses nothing."""

from flask import Flask

from portal.core.printing.renderer import renderer
from tests.pages import Browser
from tests.plans import plan


def test_what_cannot_be_made_now_says_so_and_is_made_the_next_time(app: Flask, chen: Browser) -> None:
    waiting, usual = plan(app), renderer().seconds
    renderer().seconds = 0
    try:
        page = chen.get(f"/documents/{waiting}/draft")
    finally:
        renderer().seconds = usual
    assert page.address == f"/documents/{waiting}"
    assert "草稿 暂时打印不出来，请稍后再试。" in page.text
    assert chen.get(f"/documents/{waiting}/draft").response.mimetype == "application/pdf"
