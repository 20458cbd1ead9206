"""What every answer's headers must say: nothing foreign, framed or kept, no version, no inner detail."""

import io
import re
import zipfile

from werkzeug.test import TestResponse

ONLY_OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
ALONE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
INNER_DETAIL = re.compile(rb"Traceback \(most recent|werkzeug|sqlalchemy|psycopg|sqlite3\.")
BINARY = {"application/pdf", "application/zip", "image/jpeg", "image/png"}


def policy(answer: TestResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def require_safe(answer: TestResponse) -> None:
    """Nothing foreign, nothing framed, nothing told of what the portal is made of."""
    headers = answer.headers
    assert policy(answer).items() >= ONLY_OURS.items()
    assert not re.search(r"unsafe-|\*", headers["Content-Security-Policy"])
    assert {name: headers.get(name) for name in ALONE} == ALONE
    assert "Access-Control-Allow-Origin" not in headers
    assert "X-Powered-By" not in headers
    assert not re.search(r"\d", headers.get("Server", ""))
    for cookie in headers.getlist("Set-Cookie"):
        assert {"httponly", "samesite=lax"} <= set(cookie.lower().split("; "))
    require_charset(answer)
    require_sandbox(answer)


def require_charset(answer: TestResponse) -> None:
    """Text says how it is written."""
    kind = answer.headers.get("Content-Type", "")
    if answer.headers.get("Content-Length") != "0" and answer.status_code != 204:
        assert (
            "charset=" in kind or answer.mimetype in BINARY or answer.mimetype.startswith("application/")
        ), kind


def require_sandbox(answer: TestResponse) -> None:
    """A download that is opened in spite of it runs nothing and has no origin."""
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        assert "sandbox" in policy(answer)


def require_nothing_inner(answer: TestResponse) -> None:
    """No word of the programs behind a page."""
    assert not INNER_DETAIL.search(answer.get_data())
    answer.close()


def require_not_stored(answer: TestResponse) -> None:
    """Nothing of it is kept by the browser or anything between."""
    assert "no-store" in answer.headers["Cache-Control"]
    assert {"cookie", "hx-request"} <= {name.lower() for name in answer.vary}


def require_headers(answer: TestResponse) -> None:
    """All of it, of a page and of the redirects that led there; a style sheet may be kept."""
    for each in (*answer.history, answer):
        require_safe(each)
        if not each.request.path.startswith("/static/"):
            require_not_stored(each)


def require_inert(answer: TestResponse) -> str:
    """A workbook in which nothing is a formula, a link or comes from elsewhere; returns what it says."""
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as book:
        parts = {
            name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))
        }
    for name, text in parts.items():
        assert not re.search(r"<f[ >]|<hyperlink|TargetMode=.External", text), name
    return "".join(parts.values())
