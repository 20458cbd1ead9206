"""A post that was not taken, as a form to be sent once more: the error page carries it, no database does."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from flask import request
from werkzeug.exceptions import HTTPException

from portal.core.characters import drawable

TOKEN = "csrf_token"  # noqa: S105 - the field's name
PASSWORDS = {"password": "密码"}
AT_CHANGING = {"current": "现在的密码", "new": "新密码", "again": "再填一次"}  # elsewhere cells are called so


class Again(NamedTuple):
    """Where it goes, what goes with it unseen, and what must be typed (name, label) or chosen once more."""

    address: str
    fields: list[tuple[str, str]]
    passwords: list[tuple[str, str]]
    files: list[str]


def once_more() -> Again | None:
    """The running post as a form; None for what did not come from a page of ours: nobody shall send with his
    own hand what another site made up."""
    if request.method != "POST" or not from_our_page():
        return None
    try:
        fields, files = list(request.form.items(multi=True)), chosen()
    except HTTPException:  # it could not be read at all
        return None
    asked = PASSWORDS | (AT_CHANGING if request.endpoint == "password.update" else {})
    kept = [(carried(name), carried(text)) for name, text in fields if name not in {*asked, TOKEN}]
    secrets = [(name, asked[name]) for name in dict(fields) if name in asked]
    return Again(own_address(), kept, secrets, files) if fields else None


def chosen() -> list[str]:
    """The fields under which files were sent."""
    return [name for name in request.files if any(file.filename for file in request.files.getlist(name))]


def carried(text: str) -> str:
    """A text as HTML can carry it; browsers send line ends as they came."""
    return drawable(text.replace("\r\n", "\n"))


def own_address() -> str:
    """The address that was asked for, within the portal."""
    return "/" + request.full_path.rstrip("?").lstrip("/")


def from_our_page() -> bool:
    """Whether the browser says that a page of ours sent it."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    return site in (None, "same-origin") and parts_of(origin).netloc == asked_host() != ""


def came_from() -> str:
    """The page of ours that led here; "" for none."""
    parts = parts_of(request.headers.get("Referer", ""))
    ours = parts.netloc == asked_host() != "" and parts.path.startswith("/")
    return "/" + "".join(after_slash(parts.path, parts.query)) if ours else ""


def parts_of(address: str) -> SplitResult:
    """An address in parts; what is none has none."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def after_slash(path: str, query: str) -> Iterator[str]:
    """A path without what could lead elsewhere, and its query."""
    yield path.lstrip("/\\")
    if query:
        yield f"?{query}"


def asked_host() -> str:
    """The host that was asked, as it was written: a wrong one is no reason to fail once more."""
    return request.headers.get("Host", "")
