"""Files under every odd name: kept under a plain one, shown as text, and downloaded under it alone."""

import re
import resource
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from werkzeug.http import parse_options_header

from tests.evidence import PNG, attach, begun
from tests.hostile.files import TAKEN
from tests.hostile.files import files as files_of_corpus
from tests.hostile.values import kind
from tests.pages import Browser, Page

AT_ONCE, MOST_GROWN = 9, 100 * 1024
DIGEST = re.compile("[0-9a-f]{64}")
FORBIDDEN = set('/\\\r\n\x00\u202e"')


def test_every_name_is_only_a_name(app: Flask, chen: Browser) -> None:
    data = app.config["SETTINGS"].data
    before = set(outside(data))
    names = [
        name for name in kind("file_names") if "\n" not in name
    ]  # no browser can send a line's end in one
    for start in range(0, len(names), AT_ONCE):
        page = begun(chen)
        for position, name in enumerate(names[start : start + AT_ONCE]):
            page = attach(chen, page, PNG + bytes([start, position]), name)
            assert page.status == 200, name
            assert name == "" or "没有附上" not in page.text, name
        for link in files(page):
            require_plain(chen, link)
    assert set(outside(data)) == before


def outside(data: Path) -> Iterator[str]:
    """What lies beside the store, and in the store under no digest's name."""
    for place in data.rglob("*"):
        name = place.name
        if place.is_file() and not name.startswith("portal.db") and not DIGEST.fullmatch(name):
            yield str(place)


def files(page: Page) -> list[tuple[str, str]]:
    """The files beside a draft: address and name."""
    links = [a for a in page.all("a") if a.get("href", "").startswith("/attachments/")]
    return [(link.get("href", ""), "".join(link.itertext())) for link in links]


def require_plain(chen: Browser, link: tuple[str, str]) -> None:
    """One file's name, on the page and on the way out."""
    address, name = link
    assert name.strip() and len(name) <= 120, name
    assert not FORBIDDEN - {'"'} & set(name), name
    with chen.client.get(address) as answer:
        sent = answer.headers["Content-Disposition"]
        assert answer.mimetype == "image/png", name
        assert sent.startswith("attachment;"), sent
        assert told_name(sent) == name, sent
        assert not {"\r", "\n", "\x00"} & set(sent), sent
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name


def told_name(sent: str) -> str:
    """The name that a browser keeps a download under (RFC 6266)."""
    _, said = parse_options_header(sent)
    return said["filename"]


def test_a_file_is_taken_by_its_content_and_never_unpacked(chen: Browser) -> None:
    """Scripts, archives, programs are refused under any name; bombs are kept unopened, in little memory."""
    told, before = files_of_corpus(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, content in told.items():
        page = attach(chen, begun(chen), content, name)
        assert ("没有附上" in page.text) == (name not in TAKEN), name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWN
