"""A real browser on a real server with a real worker; nothing leaves this computer."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from portal.config import Settings
from tests.databases import PASSWORD
from tests.servers import web_server, worker

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 640}
HTMX_PLACE = "htmx-current-path-for-history"  # htmx notes the page's own path for the tab, nothing else
REFUSED = "the server responded with a status of 422"  # how Chromium tells of a sheet that came back
Seat = Callable[..., Page]


@pytest.fixture(scope="session")
def portal(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a company's portal, with its worker running; journeys on one engine share it."""
    data = tmp_path_factory.mktemp("portal")
    settings = Settings(data, database.copy(data), testing=True)
    with web_server(settings) as port, worker(settings):
        yield f"http://127.0.0.1:{port}"
    database.drop(settings.database_url)


@pytest.fixture
def seat(chromium: Browser, portal: str) -> Iterator[Seat]:
    """Seats people at browsers, each at his own until the end, and sees then that nothing went wrong behind
    the page."""
    pages: dict[tuple[str, bool, bool], Page] = {}
    trouble: list[str] = []

    def take(number: str, phone: bool = False, script: bool = True) -> Page:
        mine = number, phone, script
        if mine not in pages:
            pages[mine] = page_of(chromium, portal, phone, script)
            watch(pages[mine], portal, trouble)
        sign_in(pages[mine], number)
        return pages[mine]

    yield take
    for page in pages.values():
        trouble += kept_in_browser(page)
        page.context.close()
    assert trouble == []


def page_of(chromium: Browser, portal: str, phone: bool, script: bool) -> Page:
    """A page of a browser of its own."""
    window = {"viewport": PHONE if phone else DESK, "java_script_enabled": script, "locale": "zh-CN"}
    page = chromium.new_context(base_url=portal, **window).new_page()
    page.set_default_timeout(10_000)
    return page


def watch(page: Page, portal: str, trouble: list[str]) -> None:
    """Note faults of scripts, refused loads, and requests to anybody else."""

    def asked(request: Request) -> None:
        if not request.url.startswith((portal, "data:")):
            trouble.append(f"asked {request.url}")

    page.on("request", asked)
    page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))
    page.on("console", lambda message: trouble.extend(complaints(message)))


def complaints(message: ConsoleMessage) -> list[str]:
    """What the browser says is wrong, but for sheets that were refused."""
    wrong = message.type in ("error", "warning") and REFUSED not in message.text
    return [f"console: {message.text}"] if wrong else []


def kept_in_browser(page: Page) -> list[str]:
    """What a page left in the browser's own stores."""
    try:
        kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    except Exception as fault:  # noqa: BLE001 - a browser without JavaScript keeps nothing and says so
        return [] if "JavaScript" in str(fault) else [str(fault)]
    return [f"kept in the browser: {key}" for key in kept if key != HTMX_PLACE]


def sign_in(page: Page, number: str) -> None:
    """Go to the desk, through the sign-in page where nobody is signed in."""
    page.goto("/")
    if "/login" in page.url:
        page.get_by_label("工号").fill(number)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="待办").first.wait_for()
