"""Every page of the demonstration company, as every role: valid, small, few questions, no dead link.

`Browser` checks each page's HTML. KEEP_PAGES=folder keeps them for another checker.
"""

import os
from pathlib import Path

import pytest

from tests.conftest import EVERY
from tests.every_page.conftest import Walks

# Whoever asks first waits for all walks.
pytestmark = [pytest.mark.first, pytest.mark.timeout(1800 if EVERY else 900)]
FOUND = (200, 202)  # 202: a paper that is still being printed
MOST_BYTES = 60 * 1024
MOST_QUESTIONS = 22  # of a case, which says what keeps it open
MOST_OF_A_SHEET = 26  # of one that is proposed, names what several registers hold and is told hints
MOST_AT_HOME = 28  # of a manager of operations: each of his panels asks one or two


def test_no_link_leads_nowhere(walks: Walks) -> None:
    lost = [(n, v.path, v.status) for n, visits in walks.items() for v in visits if v.status not in FOUND]
    assert lost == []


def test_every_role_reaches_pages_of_its_own(walks: Walks) -> None:
    assert min(len(visits) for visits in walks.values()) >= 8
    assert len({v.endpoint for visits in walks.values() for v in visits}) >= 15


def test_every_page_is_small(walks: Walks) -> None:
    large = {v.path: v.bytes for visits in walks.values() for v in visits if v.bytes > MOST_BYTES}
    assert large == {}


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
