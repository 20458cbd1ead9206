"""Headers of every kind of answer: nothing foreign, framed or kept, no version, no inner detail."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.pages import Browser
from tests.plans import plan

ONLY_OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
INNER_DETAIL = re.compile(rb"Traceback \(most recent|werkzeug|sqlalchemy|psycopg|sqlite3\.")


def policy(answer: TestResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def require_safe(answer: TestResponse) -> None:
    body, headers = answer.get_data(), answer.headers
    answer.close()
    assert policy(answer).items() >= ONLY_OURS.items()
    assert not re.search(r"unsafe-|\*", headers["Content-Security-Policy"])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers
    assert "X-Powered-By" not in headers
    assert not re.search(r"\d", headers.get("Server", ""))
    assert not body or "charset=" in headers["Content-Type"] or answer.mimetype == "application/pdf"
    for cookie in headers.getlist("Set-Cookie"):
        assert "httponly" in cookie.lower()
        assert "samesite=lax" in cookie.lower()
    assert not INNER_DETAIL.search(body)


def require_not_stored(answer: TestResponse) -> None:
    assert "no-store" in answer.headers["Cache-Control"]
    assert {"cookie", "hx-request"} <= {name.lower() for name in answer.vary}


PAGES = ["/", "/login", "/forms", "/forms/f01-1/new", "/mine", "/done", "/drafts", "/regulations",
         "/regulations/customer-maintenance", "/documents/1", "/documents/1/pdf", "/customers",
         "/customers/1", "/customers/1/edit"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_safe_and_not_stored(app: Flask, chen: Browser, path: str) -> None:
    plan(app, "approve")
    answer = chen.client.get(path)
    assert answer.status_code in (200, 202, 302)
    require_safe(answer)
    require_not_stored(answer)


REFUSALS = {
    400: ("/forms/f01-1/" + "a" * 32, {"act": "save"}),
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
    require_safe(answer)
    require_not_stored(answer)


def test_a_failure_is_safe_and_tells_nothing_inside(app: Flask, chen: Browser, monkeypatch) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "lists.mine", lambda: {}["sqlalchemy"])
    answer = chen.client.get("/mine")
    assert answer.status_code == 500
    require_safe(answer)
    require_not_stored(answer)


@pytest.mark.parametrize("name", ["portal.css", "vendor/htmx.min.js", "vendor/bootstrap.min.css"])
def test_a_static_file_is_safe_and_kept_for_a_while(anonymous: Browser, name: str) -> None:
    answer = anonymous.client.get(f"/static/{name}")
    assert answer.status_code == 200
    require_safe(answer)
    assert "max-age=3600" in answer.headers["Cache-Control"]
