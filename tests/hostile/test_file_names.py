"""Files under every odd name: kept under a plain one, shown as text, and downloaded under it alone."""

from flask import Flask

from tests.evidence import PNG, attach, begun
from tests.hostile.values import kind
from tests.pages import Browser, Page

AT_ONCE = 9
FORBIDDEN = set('/\\\r\n\x00\u202e"')


def test_every_name_is_only_a_name(app: Flask, chen: Browser) -> None:
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
        assert not {"\r", "\n", "\x00"} & set(sent), sent
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
