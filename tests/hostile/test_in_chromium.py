"""Markup in every cell, every register and every name, looked at in a real browser: it stays text.

Some forms and one reader a day, a quarter of his pages; EVERY_VALUE=1 takes all forms and four readers.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from portal.config import Settings
from portal.core.document_type import DocumentType
from portal.core.printing.worker import print_what_is_wanted
from tests.core.desk.matrix import papers
from tests.evidence import attach, begun
from tests.hostile.any_form import RESTING, SHAPED, Desk, Typed, spots
from tests.hostile.files import files
from tests.hostile.posts import pages
from tests.hostile.test_every_form import readable
from tests.hostile.test_exports import fill_registers
from tests.hostile.values import EVERY, kind
from tests.journeys.conftest import sign_in, watch
from tests.pages import Browser
from tests.servers import web_server
from tests.turns import due, turn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(3600 if EVERY else 300)]
READERS = ("1003", "1001", "1009", "1007")  # a manager, an author, the administrator, an auditor
DISCARD = ("127.0.0.1", 9)  # where the corpus's markup would go
LINES = 2


def with_markup(app: Flask) -> Iterator[tuple[Browser, str]]:
    """A document of each form whose turn it is, with markup in every cell that takes any words."""
    for form in app.extensions["catalogue"].types():
        if form.code not in RESTING and (EVERY or due(f"chromium {form.code}", 24)):
            desk = Desk(app, form)
            page = desk.send(desk.good(LINES) | marked(form))
            if page.address.startswith("/documents/"):
                yield desk.author, page.address


def marked(form: DocumentType) -> Typed:
    """Markup for every cell of words, another one for each."""
    free = [s for s in spots(form, LINES) if s.column.type is str and s.column.cell.when is None]
    told = {s.id: [text for text in kind("markup") if readable(s, text)] for s in free}
    usual = {
        cell: texts for cell, texts in told.items() if texts and cell not in SHAPED.get(form.code, set())
    }
    return {cell: texts[n % len(texts)] for n, (cell, texts) in enumerate(usual.items())}


@contextmanager
def nobody_asks() -> Iterator[None]:
    """A listener where the markup would lead: whoever knocks is a fault."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(DISCARD)
        listener.listen()
        listener.setblocking(False)
        yield
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.fixture
def listened() -> Iterator[None]:
    """The listener, where this computer lets us have one below port 1024."""
    with ExitStack() as stack:
        if os.geteuid() == 0:
            stack.enter_context(nobody_asks())
        yield


def test_markup_stays_text_in_a_browser(
    app: Flask, settings: Settings, chromium: Chromium, listened: None
) -> None:
    papers(app)
    shown = [address for _, address in with_markup(app)]
    assert shown, "no form took any markup"
    fill_registers(app, [text for text in kind("markup") if text.isprintable()])
    with app.app_context():
        print_what_is_wanted()
    trouble: list[str] = []
    with web_server(settings) as port:
        for number in READERS if EVERY else (READERS[turn()],):
            page = seat(chromium, port, number, trouble)
            paths = [visit.response.request.full_path for visit in pages(app, number)]
            for path in paths if EVERY else [path for path in paths if due(path.partition("?")[0])]:
                require_calm(page, path)
            page.context.close()
    assert trouble == []


def seat(chromium: Chromium, port: int, number: str, trouble: list[str]) -> Page:
    """Somebody's browser, signed in: it is a week after the papers were made, as the server's clock says."""
    place = f"http://127.0.0.1:{port}"
    page = chromium.new_context(base_url=place, locale="zh-CN").new_page()
    watch(page, place, trouble)
    sign_in(page, number)
    return page


def require_calm(page: Page, path: str) -> None:
    """The page stands as it was sent: no other title, nowhere else."""
    page.goto(path, wait_until="load")
    assert "/login" not in page.url, path
    assert page.title() != "XSS", path  # a name may say so
    assert page.url.startswith(page.url.partition("//")[0] + "//127.0.0.1:"), path


def test_no_file_runs_in_a_browser(app: Flask, settings: Settings, chromium: Chromium, chen: Browser) -> None:
    """What is taken of the corpus's files comes back to be kept, not to be looked at."""
    page, trouble = begun(chen), list[str]()
    for name, content in files().items():
        page = attach(chen, page, content, name)
    taken = [a.get("href", "") for a in page.all("a") if a.get("href", "").startswith("/attachments/")]
    assert taken
    with web_server(settings) as port:
        window = seat(chromium, port, "1001", trouble)
        for address in taken:
            with pytest.raises(PlaywrightError, match="Download is starting"):
                window.goto(address)
            assert "XSS" not in window.title(), address
        window.context.close()
    assert trouble == []
