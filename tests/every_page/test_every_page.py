"""Every page of the demonstration company, as every role: valid, small, few questions, no dead link.

`Browser` checks each page's HTML. KEEP_PAGES=folder keeps them for another checker.
"""

import gzip
import os
import re
from collections.abc import Iterable
from pathlib import Path

import flask_bootstrap
import pytest

from portal.config import ROOT
from tests.every_page.conftest import Walks
from tests.turns import EVERY

# Whoever asks first waits for all walks.
pytestmark = [pytest.mark.first, pytest.mark.timeout(1800 if EVERY else 900)]
FOUND = (200, 202)  # 202: a paper that is still being printed
STATIC = ROOT / "static"
MOST_BYTES, MOST_OF_SCRIPT = 60 * 1000, 20 * 1000  # of a page that is opened for the first time, as packed
HEADS = 4 * 1500  # of four answers, which are not packed
MOST_QUESTIONS = 22  # of a case, which says what keeps it open
MOST_OF_A_SHEET = 26  # of one that is proposed, names what several registers hold and is told hints
MOST_AT_HOME = 28  # of a manager of operations: each of his panels asks one or two


def test_no_link_leads_nowhere(walks: Walks) -> None:
    lost = [(n, v.path, v.status) for n, visits in walks.items() for v in visits if v.status not in FOUND]
    assert lost == []


def test_every_role_reaches_pages_of_its_own(walks: Walks) -> None:
    assert min(len(visits) for visits in walks.values()) >= 8
    assert len({v.endpoint for visits in walks.values() for v in visits}) >= 15


def test_every_page_is_small_also_where_nothing_is_cached(walks: Walks) -> None:
    scripts = packed(STATIC.rglob("*.js"))
    sheets = packed([STATIC / "portal.css", *STATIC.glob("vendor/*.css")])
    largest = {v.path: v.bytes for visits in walks.values() for v in visits if v.html}
    assert scripts <= MOST_OF_SCRIPT
    assert {p: n for p, n in largest.items() if HEADS + scripts + sheets + n > MOST_BYTES} == {}


def packed(files: Iterable[Path]) -> int:
    """Bytes of files as they are sent."""
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def test_every_class_of_bootstrap_that_a_page_uses_was_kept(walks: Walks) -> None:
    """`setup/vendor.py` keeps few of them."""
    sheet = (Path(flask_bootstrap.__file__).parent / "static/bootstrap5/css/bootstrap.min.css").read_text()
    html = "".join(v.html for visits in walks.values() for v in visits)
    used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    kept = classes((STATIC / "vendor/bootstrap.min.css").read_text())
    assert (used & classes(sheet)) - kept == set()
    assert kept


def classes(sheet: str) -> set[str]:
    """What a style sheet has rules for."""
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", sheet))


def test_every_page_asks_few_questions(walks: Walks) -> None:
    many = {(n, v.path): v.questions for n, visits in walks.items() for v in visits}
    assert {place: asked for place, asked in many.items() if asked > most_of(place[1])} == {}


def most_of(path: str) -> int:
    """How many questions a page may ask."""
    if path == "/":
        return MOST_AT_HOME
    return MOST_OF_A_SHEET if path.startswith("/forms/") else MOST_QUESTIONS


def test_pages_are_kept_where_somebody_wants_them(walks: Walks) -> None:
    if "KEEP_PAGES" not in os.environ:
        pytest.skip("KEEP_PAGES names no folder")
    folder = Path(os.environ["KEEP_PAGES"])
    for number, visits in walks.items():
        for position, visit in enumerate(v for v in visits if v.html):
            name = f"{number}-{position:03}-{visit.endpoint.split()[0].rstrip('?')}.html"
            (folder / name).write_text(visit.html)
