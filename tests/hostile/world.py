"""What one person can find in the portal: every page and file that links lead to, and what he asks for."""

import io
import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask import Flask
from python_calamine import CalamineWorkbook

from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.pages import Browser, Page, unnumbered

MOST_PAGES = 100
NOT_FOLLOWED = re.compile(r"^/(logout|static|login|regulations|forms)|/new(\?|$)|[?&](before|after)=")
CHANGING = re.compile(r"[\w-]{20,}\.[\w-]{6}\.[\w-]{20,}|[0-9a-f]{8,}|\d{1,2}:\d{2}(:\d{2})?")
SHOWN_TO_ALL = ("/numbers",)  # the series' next number: a gap in it is seen by whoever counts


class Found(NamedTuple):
    """An answer: its status, and every word in it."""

    status: int
    words: str


def world_of(app: Flask, number: str, asked: Iterable[str] = ()) -> dict[str, Found]:
    """By address, what a person with this number finds: from the home page on, and at what he asks for."""
    browser, found, waiting = signed_in(app, number), dict[str, Found](), deque(["/", *asked])
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        if address not in found:
            page = browser.get(address)
            found[address] = Found(page.status, words_of(page))
            waiting.extend(links(page))
    return found


def words_of(page: Page) -> str:
    """Every word of a page or a file, without what changes from one visit to the next."""
    media, data = page.response.mimetype, page.response.get_data()
    if page.tree is not None:
        values = (e.get("value") or e.get("content") or "" for e in page.tree.iter())
        return CHANGING.sub("", unnumbered(" ".join((page.text, *values))))
    if media == "application/pdf":
        with TemporaryDirectory() as folder:
            return text_of(data, Path(folder))
    if media.endswith("sheet"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return data.decode(errors="replace")


def links(page: Page) -> list[str]:
    """Where the links of a page lead, as far as they stay in the portal and change nothing."""
    if page.tree is None:
        return []
    hrefs = (e.get("href", "").partition("#")[0] for e in page.all("a"))
    return [href for href in hrefs if href.startswith("/") and not NOT_FOLLOWED.search(href)]


def answers(browser: Browser, addresses: Iterable[str]) -> dict[str, Found]:
    """What a person gets at addresses that he knows."""
    pages = {address: browser.get(address) for address in addresses}
    return {address: Found(page.status, words_of(page)) for address, page in pages.items()}
