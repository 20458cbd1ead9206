"""After sign-in: to the page that was wanted, never to another host."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.databases import PASSWORD
from tests.hostile.values import kind
from tests.pages import Browser

HOME = "http://localhost/login"


def place_after_sign_in(browser: Browser, wanted: str) -> str:
    fields = dict(browser.get("/login").fields("/login")) | {"number": "1001", "password": PASSWORD}
    answer = browser.client.post("/login", data=fields | {"next": wanted})
    assert answer.status_code == 303, wanted[:50]
    return answer.headers["Location"]


def as_a_browser_reads_it(place: str) -> str:
    """Browsers drop tabs and newlines, and take backslashes for slashes."""
    for dropped in "\t\r\n":
        place = place.replace(dropped, "")
    return place.strip().replace("\\", "/")


def test_no_place_in_the_corpus_leads_to_another_host(anonymous: Browser) -> None:
    targets = kind("places")
    assert len(targets) >= 40
    for wanted in targets:
        place = place_after_sign_in(anonymous, wanted)
        assert place.startswith("/"), wanted[:50]
        assert not as_a_browser_reads_it(place).startswith("//"), wanted[:50]
        assert urlsplit(urljoin(HOME, as_a_browser_reads_it(place))).netloc == "localhost", wanted[:50]
        assert not place.startswith("/log"), "signing in must not sign out again"


def test_the_check_itself_sees_a_foreign_host() -> None:
    for foreign in ("//evil.example", "/\\evil.example", "/\t/evil.example"):
        assert as_a_browser_reads_it(foreign).startswith("//")


def test_an_odd_place_in_the_address_of_the_sign_in_page_does_no_harm(anonymous: Browser) -> None:
    for wanted in kind("places"):
        page = anonymous.get("/login", query_string={"next": wanted})
        assert page.status == 200
        anonymous.submit(page, number="1001", password=PASSWORD)
        assert anonymous.client.get("/mine").status_code == 200


@pytest.mark.parametrize("wanted", ["/mine", "/mine?before=7", "/forms/f01-1/" + "a" * 32, "/tasks/7/sheet"])
def test_a_place_of_ours_is_kept(anonymous: Browser, wanted: str) -> None:
    assert place_after_sign_in(anonymous, wanted) == wanted


def test_the_page_that_was_asked_for_comes_after_sign_in(anonymous: Browser) -> None:
    page = anonymous.get("/mine?before=7")
    assert page.address == "/login"
    entered = anonymous.submit(page, number="1001", password=PASSWORD)
    assert entered.response.request.full_path == "/mine?before=7"
