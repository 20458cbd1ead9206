"""Somebody who wants to see what he may not: other methods, addresses, headers and dead sessions.

The matrix of rights (tests/core/desk/matrix.py) has every address that leads to one of 陈立's papers and who
may go there; here those who may not go there in every odd way. Whatever they try says nothing that an address
of nothing would not say.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from werkzeug.test import TestResponse

from portal.core.documents.models import Draft
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.desk.matrix import MARKS, PEOPLE, ROWS, UNUSED, Row, papers
from tests.databases import PASSWORD, Sqlite
from tests.hostile.values import kind
from tests.pages import Browser
from tests.shared import to_look_at
from tests.turns import EVERY, turn

EVIL = "evil.example"
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get", "LOCK", "X")
FRAGMENTS = ("sheet", "saved", "main", "rows", "history", "x" * 9000)
STRANGERS = ("林可", "何清", "沈知")  # of his office, a manager of another, the administrator
SPOOFED: dict[str, str] = {
    "X-Original-URL": "/documents/1", "X-Rewrite-URL": "/documents/1", "X-HTTP-Method-Override": "GET",
    "X-HTTP-Method": "DELETE", "X-Forwarded-User": "1001", "X-Remote-User": "1001", "Remote-User": "1001",
    "X-Forwarded-Host": EVIL, "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https",
    "Forwarded": f"host={EVIL}", "X-Forwarded-Prefix": f"//{EVIL}", "X-Real-IP": "127.0.0.1",
    "Referer": f"https://{EVIL}/", "Origin": f"https://{EVIL}",
    "Authorization": "Basic MTAwMToxMDAx", "Accept": "application/json", "Range": "bytes=0-9",
}  # fmt: skip


class World(NamedTuple):
    """A company with 陈立's papers, for tests that only look; each address with that of nothing beside it."""

    app: Flask
    places: list[tuple[Row, str, str]]


@pytest.fixture(scope="module")
def world(database: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with to_look_at(database, tmp_path_factory.mktemp("world")) as app:
        ids = papers(app)
        rows = [row for row in ROWS if row.fields is None and not row.paper.startswith("draft")]
        known = [(row, ids[row.paper]) for row in rows]
        places = [(row, address(app, row, mine), address(app, row, nothing(mine))) for row, mine in known]
        yield World(app, places)


def address(app: Flask, row: Row, ids: dict[str, object]) -> str:
    (rule, *_) = app.url_map.iter_rules(row.endpoint)
    with app.test_request_context():
        return str(app.url_for(row.endpoint, **{name: ids.get(name, "f01-1") for name in rule.arguments}))


def nothing(ids: dict[str, object]) -> dict[str, object]:
    return UNUSED | {name: value for name, value in ids.items() if name == "code"}


def strangers(world: World) -> Iterator[tuple[Browser, str, str]]:
    """Another of them each day, with each paper that he may not open."""
    for name in STRANGERS if EVERY else (STRANGERS[turn() % len(STRANGERS)],):
        browser = signed_in(world.app, PEOPLE[name])
        yield from ((browser, paper, none) for row, paper, none in world.places if name not in row.may)


def both(browser: Browser, paper: str, none: str, **asking: object) -> Iterator[TestResponse]:
    """The answers about a paper and about nothing."""
    for place in (paper, none):
        with browser.client.open(place, **asking) as answer:
            answer.get_data()
            yield answer


def require_nothing_said(answer: TestResponse, of_nothing: TestResponse, told: object) -> None:
    assert answer.status_code == of_nothing.status_code, told
    assert answer.status_code < 500, told
    assert without_token(answer) == without_token(of_nothing), told
    assert not any(mark in answer.get_data(as_text=True) for mark in MARKS), told


def without_token(answer: TestResponse) -> str:
    """An answer's text but for what differs from one page to the next."""
    text = re.sub(r'value="[^"]{60,}"', "", answer.get_data(as_text=True))
    text = text.replace(answer.headers["X-Request-Id"], "")
    return re.sub(r"/(documents|tasks|customers|attachments|ledger|weeks)/[^\"<> ]*", "", text)


def test_no_other_method_opens_a_paper(world: World) -> None:
    for browser, paper, none in strangers(world):
        for method in METHODS:
            require_nothing_said(*both(browser, paper, none, method=method), (method, paper))


def test_no_fragment_opens_a_paper(world: World) -> None:
    for browser, paper, none in strangers(world):
        for target in FRAGMENTS:
            asks = {"HX-Request": "true", "HX-Target": target, "HX-Current-URL": paper}
            require_nothing_said(*both(browser, paper, none, headers=asks), (target[:20], paper))


ODD: dict[str, Callable[[str], str]] = {
    "slash": lambda place: f"{place}/",
    "slashes": lambda place: place.replace("/", "//"),
    "dots": lambda place: f"/x/..{place}",
    "encoded dots": lambda place: f"/static/%2e%2e{place}",
    "encoded twice": lambda place: re.sub(r"\d", lambda m: f"%25{ord(m[0]):02x}", place),
    "encoded": lambda place: re.sub(r"\d", lambda m: f"%{ord(m[0]):02x}", place),
    "capitals": str.upper,
    "semicolon": lambda place: f"{place};x=1",
    "a file": lambda place: f"{place}.json",
    "a hash": lambda place: f"{place}%23",
    "nul": lambda place: f"{place}%00",
    "full width": lambda place: re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), place),
    "backslash": lambda place: place.replace("/", "\\"),
    "asked": lambda place: f"{place}?person=1001&next=//{EVIL}&HX-Target=sheet",
}


def test_no_other_spelling_opens_a_paper(world: World) -> None:
    for browser, paper, none in strangers(world):
        for odd, spelt in ODD.items():
            answers = both(browser, spelt(paper), spelt(none), follow_redirects=True)
            require_nothing_said(*answers, (odd, paper))


def test_no_header_opens_a_paper(world: World) -> None:
    for browser, paper, none in strangers(world):
        require_nothing_said(*both(browser, paper, none, headers=SPOOFED), paper)


def test_no_foreign_host_is_ever_repeated(world: World) -> None:
    """Neither in a page nor in where it leads: a poisoned link would carry the next visitor away."""
    asked = [
        "/",
        "/documents",
        "/customers/new",
        "/forms/f01-1/new",
        "/login",
        *(paper for _, paper, _ in world.places),
    ]
    for host in [h for h in kind("hosts") if h.isascii() and h.isprintable()]:
        for browser in (signed_in(world.app, "1001"), Browser(world.app)):
            for place in asked:
                with browser.client.get(place, headers={"Host": host, "X-Forwarded-Host": EVIL}) as answer:
                    assert answer.status_code < 500, (host, place)
                    told = answer.text if answer.mimetype == "text/html" else ""
                    assert EVIL not in answer.headers.get("Location", "") + told, (host, place)


def test_another_address_for_each_guess_does_not_speed_guessing_up(app: Flask, anonymous: Browser) -> None:
    """X-Forwarded-For is a word of the browser's own: guesses are counted by the real address."""
    fields = dict(anonymous.get("/login").fields()) | {"number": "1001", "password": "falsch"}
    states = [
        anonymous.post(
            "/login", fields, headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.0.{n}"}
        ).status
        for n in range(8)
    ]
    assert states == [422] * 5 + [429] * 3


def test_files_are_not_found_by_counting(world: World) -> None:
    """陈立's files are the only ones: whoever may not see his papers finds none under any number."""
    for name in (*STRANGERS, ""):
        browser = signed_in(world.app, PEOPLE[name]) if name else Browser(world.app)
        states = {browser.client.get(f"/attachments/{number}").status_code for number in range(1, 30)}
        assert states == ({404} if name else {303}), name


def test_drafts_are_not_found_by_their_key(world: World) -> None:
    """A key leads to one's own draft, also where somebody else has one under the same key."""
    for name in ("林可", "周敏", "王岚", "许文", "方正平", "沈知"):
        browser = signed_in(world.app, PEOPLE[name])
        for place in ("/forms/f01-1/", "/forms/f01-2/", "/customers/new/"):
            for end in ("", "/marked.xlsx"):
                answer = browser.client.get(f"{place}{'c' * 32}{end}", follow_redirects=True)
                assert not any(mark in answer.get_data(as_text=True) for mark in MARKS), (name, place, end)


def test_what_is_exported_is_what_is_found(world: World) -> None:
    """The list of a search goes out as far as its page would go, whatever is asked for."""
    for name in STRANGERS:
        browser = signed_in(world.app, PEOPLE[name])
        for asked in ("", "?q=陈立", "?form=F01-1", "?status=draft", "?person_id=1", "?before=999999"):
            content = browser.client.get(f"/documents.xlsx{asked}").data
            if name != "林可":
                assert not listed(content), (name, asked)


def listed(content: bytes) -> list[list[object]]:
    """The rows of a list that went out."""
    if not content.startswith(b"PK"):
        return []
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1:]


def sign_out(_app: Flask, chen: Browser) -> None:
    token = dict(chen.get("/login").fields("/login"))["csrf_token"]
    chen.post("/logout", {"csrf_token": token})


def change_password(app: Flask, _chen: Browser) -> None:
    elsewhere = signed_in(app, "1001")
    words = {"current": PASSWORD, "new": "一句新的话，够长了", "again": "一句新的话，够长了"}
    assert "密码已改" in elsewhere.submit(elsewhere.get("/password"), action="/password", **words).text


def reset_password(app: Flask, _chen: Browser) -> None:
    shen = signed_in(app, "1009")
    assert (
        "密码已重设" in shen.submit(shen.get("/organisation/people/1/password"), action="/organisation").text
    )


def leave(app: Flask, _chen: Browser) -> None:
    shen = signed_in(app, "1009")
    page = shen.submit(
        shen.get("/organisation/people/1/departure"), action="/organisation", until="2026-11-23"
    )
    assert "不能再登录" in page.text


@pytest.mark.parametrize("end", [sign_out, change_password, reset_password, leave])
def test_a_copied_cookie_opens_nothing_once_its_session_is_over(app: Flask, chen: Browser, end) -> None:
    """Nor does it keep what is posted with it: only a session that ran out is still its person's."""
    thief = Browser(app)
    thief.client.set_cookie("guiju", chen.client.get_cookie("guiju").value)
    token = dict(thief.get("/login").fields("/login"))["csrf_token"]
    assert thief.client.get("/mine").status_code == 200
    end(app, chen)
    for place in ("/", "/mine", "/documents", "/documents.xlsx", "/forms/f01-1/new", "/password"):
        with thief.client.get(place) as answer:
            assert answer.location.startswith("/login"), place
    with app.app_context():
        before = db.session.query(Draft).count()
    typed = {"csrf_token": token, "act": "save", "remarks": "偷写"}
    for place in (f"/forms/f01-1/{'e' * 32}", f"/customers/new/{'e' * 32}", "/organisation/people/new"):
        assert thief.post(place, typed).address in (place, "/login")
    with app.app_context():
        assert db.session.query(Draft).count() == before
