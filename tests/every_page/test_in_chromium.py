"""Every kind of page in a real browser, wide and narrow: axe finds nothing, nothing overflows or complains.

One page of each kind, a quarter of the kinds a day, axe at the two widths in turn; EVERY_PAGE=1 takes all
pages of all roles at both.
"""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from portal.config import Settings
from tests.every_page.conftest import Walks
from tests.journeys.conftest import kept_in_browser, sign_in, watch
from tests.servers import web_server
from tests.turns import due

pytestmark = [pytest.mark.browser, pytest.mark.first]
WIDTHS = (1280, 320)
EVERY = "EVERY_PAGE" in os.environ
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # telling in full what is right takes as long as finding it
}


def chosen(walks: Walks) -> dict[str, list[str]]:
    """The paths to look at, by employee's number."""
    known: set[str] = set()
    paths: dict[str, list[str]] = {}
    for number, visits in walks.items():
        for visit in visits:
            if visit.html and (EVERY or (visit.endpoint not in known and due(visit.endpoint))):
                known.add(visit.endpoint)
                paths.setdefault(number, []).append(visit.path)
    return paths


@pytest.mark.timeout(1800 if EVERY else 900)
def test_every_page_in_a_real_browser(
    company: tuple[Flask, Settings],
    walks: Walks,
    chromium: Browser,
) -> None:
    trouble: list[str] = []
    with web_server(company[1]) as port:
        for number, paths in chosen(walks).items():
            context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", locale="zh-CN")
            page = context.new_page()
            watch(page, f"http://127.0.0.1:{port}", trouble)
            sign_in(page, number)
            for turn, path in enumerate(paths):
                looked_at = WIDTHS if EVERY else (WIDTHS[turn % 2],)
                trouble += [f"{number} {path}: {fault}" for fault in faults(page, path, looked_at)]
            context.close()
    assert not trouble, "\n".join(trouble)


def faults(page: Page, path: str, looked_at: tuple[int, ...]) -> Iterator[str]:
    """What is wrong with a page at each width; axe looks at it at some."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        if width in looked_at:
            yield from violations(page, width)
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            yield f"{width} px: wider than the window"
    yield from kept_in_browser(page)


def violations(page: Page, width: int) -> Iterator[str]:
    """What axe finds on the whole page."""
    whole = page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": whole + 200})  # no bar lies over a cell
    for violation in Axe().run(page, options=RULES).response["violations"]:
        yield f"{width} px: {violation['id']} at {violation['nodes'][0]['target']}"


def test_axe_would_find_a_picture_without_words(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<html lang=zh><title>t</title><main><h1>t</h1><img src='data:,'></main></html>")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [violation["id"] for violation in found] == ["image-alt"]
