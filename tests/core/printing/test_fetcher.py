"""The printer reads our own static files and nothing else in the world."""

import pytest

from portal.core.printing.job import Job
from portal.core.printing.weasy import STATIC, MissingGlyph, StaticOnly, render

FOREIGN = [
    "http://127.0.0.1:9/x.css",
    "https://evil.example/x.css",
    "ftp://evil.example/x",
    "file:///etc/passwd",
    "file://evil.example/etc/passwd",
    "data:text/css,body{color:red}",
    "javascript:alert(1)",
    "/etc/passwd",
    f"{STATIC.as_uri()}/../pyproject.toml",
    f"{STATIC.as_uri()}/%2e%2e/pyproject.toml",
    f"{STATIC.as_uri()}/vendor/../../data/secret_key",
    f"{STATIC.as_uri()}-elsewhere/x.css",
    STATIC.parent.as_uri(),
]


@pytest.mark.parametrize("address", FOREIGN)
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not ours to fetch"):
        StaticOnly().fetch(address)


def test_our_own_sheet_is_read() -> None:
    answer = StaticOnly().fetch(f"{STATIC.as_uri()}/paper.css")
    assert answer.read() == (STATIC / "paper.css").read_bytes()


def test_a_link_out_of_static_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("portal.core.printing.weasy.STATIC", tmp_path.resolve())
    (tmp_path / "link.css").symlink_to("/etc/passwd")
    with pytest.raises(ValueError, match="not ours to fetch"):
        StaticOnly().fetch((tmp_path / "link.css").as_uri())


def test_markup_that_asks_for_files_prints_without_them() -> None:
    html = '<link rel=attachment href="file:///etc/passwd"><img src="file:///etc/passwd"><p>一</p>'
    pdf = render(Job((html,)))
    assert pdf.startswith(b"%PDF")
    assert b"EmbeddedFile" not in pdf


def test_a_character_without_glyph_fails_by_name() -> None:
    with pytest.raises(MissingGlyph, match="notdef"):
        render(Job(("<p>\ue000</p>",)))
