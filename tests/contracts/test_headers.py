"""Headers of every kind of answer: nothing foreign, framed or kept, no version, no inner detail."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import Forbidden

from portal.core.printing.worker import print_document
from portal.core.web import static
from portal.core.web.static import address
from tests.headers import ALONE, require_headers, require_nothing_inner, require_safe
from tests.pages import Browser
from tests.plans import plan

SHEET = "/forms/f01-1/" + "a" * 32
REFUSALS = {
    400: (SHEET, {"act": "save"}),
    404: ("/documents/999", None),
    405: ("/drafts", {"csrf_token": "TOKEN"}),
    413: ("/login", {"number": "x" * 3_000_000}),
    422: ("/login", {"csrf_token": "TOKEN", "number": "1001", "password": "wrong"}),
}


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_is_safe_and_not_stored(chen: Browser, status: int) -> None:
    path, fields = REFUSALS[status]
    token = dict(chen.get("/login").fields("/login"))["csrf_token"]
    posted = fields and {name: text.replace("TOKEN", token) for name, text in fields.items()}
    answer = chen.client.post(path, data=posted) if posted else chen.client.get(path)
    assert answer.status_code == status
    require_headers(answer)
    require_nothing_inner(answer)


def test_whoever_must_wait_is_told_so_safely(anonymous: Browser) -> None:
    states = [anonymous.sign_in("1001", "wrong").status for _ in range(6)]  # each page is checked as it comes
    assert states[-1] == 429


FAILURES = {403: Forbidden(), 500: KeyError("sqlalchemy"), 503: OperationalError("SELECT", {}, ValueError())}


@pytest.mark.parametrize("status", FAILURES)
def test_a_failure_is_safe_and_tells_nothing_inside(app: Flask, chen: Browser, monkeypatch, status) -> None:
    def fails() -> str:
        raise FAILURES[status]

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "lists.mine", fails)
    answer = chen.client.get("/mine")
    assert answer.status_code == status
    require_headers(answer)
    require_nothing_inner(answer)


NO_PAGES = [
    ("GET", "/"),  # to the sign-in page
    ("HEAD", "/login"),
    ("OPTIONS", "/login"),
    ("TRACE", "/login"),
    ("GET", "/.git/config"),
    ("GET", "/static/no-such-file"),
    ("GET", "/feeds/" + "A" * 43 + ".ics"),
    ("POST", "/alarms/alertmanager"),
]


@pytest.mark.parametrize(("method", "path"), NO_PAGES)
def test_what_is_no_page_is_safe_and_not_stored(anonymous: Browser, method: str, path: str) -> None:
    answer = anonymous.client.open(path, method=method)
    assert answer.status_code != 500
    require_headers(answer)
    require_nothing_inner(answer)


def test_a_part_of_a_page_is_safe_and_not_stored(chen: Browser) -> None:
    answer = chen.client.get("/people/suggestions", headers={"HX-Request": "true", "HX-Target": "choices"})
    assert answer.status_code == 200
    require_headers(answer)


def test_a_workbook_and_a_paper_are_safe_and_not_stored(app: Flask, chen: Browser) -> None:
    document = plan(app, "approve")
    with app.app_context():
        print_document(document)
    for place, kind in ((f"/documents/{document}/pdf", "pdf"), (f"/documents/{document}/xlsx", "sheet")):
        answer = chen.client.get(place)
        assert answer.status_code == 200 and kind in answer.mimetype
        require_headers(answer)
        answer.close()


def test_signing_out_asks_the_browser_to_forget(chen: Browser) -> None:
    token = dict(chen.get("/login").fields("/login"))["csrf_token"]
    answer = chen.client.post("/logout", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    require_headers(answer)


def test_the_check_itself_sees_what_is_missing(anonymous: Browser) -> None:
    for name in ("Content-Security-Policy", *ALONE, "Cache-Control", "Vary"):
        answer = anonymous.client.get("/login")
        del answer.headers[name]
        with pytest.raises((AssertionError, KeyError)):
            require_headers(answer)


@pytest.mark.parametrize("name", ["portal.css", "vendor/htmx.min.js", "vendor/bootstrap.min.css"])
def test_a_static_file_is_safe_packed_and_kept_for_ever(anonymous: Browser, name: str) -> None:
    plain = anonymous.client.get(f"{address()}/{name}")
    packed = anonymous.client.get(f"{address()}/{name}", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    for answer in (plain, packed):
        answer.close()
        assert answer.status_code == 200
        require_safe(answer)
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_page_asks_for_static_files_by_their_content(anonymous: Browser) -> None:
    page = anonymous.get("/login")
    asked = [link.get("href", "") for link in page.all("link", rel="stylesheet")]
    assert len(asked) == 2
    assert all(place.startswith(f"{address()}/") for place in asked)
    assert anonymous.client.get("/static/portal.css").status_code == 404


def test_a_changed_static_file_gives_new_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "FOLDER", tmp_path)
    seen = set()
    for content in ("a {}", "b {}"):
        (tmp_path / "portal.css").write_text(content)
        seen.add(static.fingerprint.__wrapped__())
    assert len(seen) == 2
