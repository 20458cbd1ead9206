"""Boxes that are signed by hand are looked at: with ink the paper is filed, without it a person decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import ROOT, Settings
from portal.core.printing.boxes import boxes_in
from portal.core.printing.worker import print_document
from portal.core.scans.models import ScanPage
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.approval.papers import say, send
from tests.core.scans.scanner import bring, filed, printed, scan, signed, states
from tests.folders import portal_with
from tests.pages import Browser

SEAL, TAKER = "公司盖章", "领用人签字"


@pytest.fixture
def toys(settings: Settings, clock: TestClock) -> Iterator[Flask]:
    """The portal with the toys, one of which is signed by hand."""
    with portal_with(ROOT / "tests" / "toys", settings, clock) as app:
        yield app


@pytest.fixture
def paper(toys: Flask) -> int:
    """A paper of one page that the company seals and somebody signs for, printed."""
    with toys.test_request_context():
        paper = send("F97-7")
        say(paper, "1013", proven=True)
        print_document(paper)
    return paper


@pytest.fixture
def author(toys: Flask) -> Browser:
    return signed_in(toys, "1011")


def with_ink(toys: Flask, paper: int, labels: set[str], folder: Path, **how: int) -> bytes:
    """The page, scanned after these boxes were signed."""
    return scan(signed(printed(toys, paper), labels, folder), 1, **how)


def test_the_archive_pdf_says_where_its_boxes_for_ink_are(toys: Flask, paper: int, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(printed(toys, paper))
    boxes = boxes_in(tmp_path / "paper.pdf")
    assert [box.label for box in boxes] == [SEAL, TAKER]
    assert all(box.page == 1 and box.height > 15 / 25.4 * 72 for box in boxes)


@pytest.mark.parametrize("how", [{}, {"turned": 180, "dots": 300}, {"turned": 90, "skew": -2.5}])
def test_a_signed_page_is_filed_by_itself(
    toys: Flask, paper: int, author: Browser, tmp_path: Path, how: dict[str, int]
) -> None:
    bring(toys, author, with_ink(toys, paper, {SEAL, TAKER}, tmp_path, **how))
    assert states(toys) == ["filed"] and len(filed(toys)) == 1


@pytest.mark.parametrize("boxes", [(set(), f"{SEAL}、{TAKER}"), ({SEAL}, TAKER), ({TAKER}, SEAL)])
@pytest.mark.parametrize("how", [{}, {"turned": 270, "dots": 240}])
def test_empty_boxes_are_named_and_a_person_decides(
    toys: Flask, paper: int, author: Browser, tmp_path: Path, boxes: tuple[set[str], str], how: dict[str, int]
) -> None:
    inked, empty = boxes
    page = bring(toys, author, with_ink(toys, paper, inked, tmp_path, **how))
    assert states(toys) == ["waiting empty_box"] and filed(toys) == []
    assert f"“{empty}”签字栏像是空的" in page.text
    with toys.app_context():
        place = f"/scan-pages/{db.session.query(ScanPage.id).scalar()}"
    author.submit(author.get(place), action=f"{place}/confirmation")
    assert states(toys) == ["filed"] and len(filed(toys)) == 1


def test_a_page_that_was_set_aside_unsigned_may_come_again_signed(
    toys: Flask, paper: int, author: Browser, tmp_path: Path
) -> None:
    bring(toys, author, with_ink(toys, paper, set(), tmp_path))
    author.submit(author.get("/scan-pages/1"), action="/scan-pages/1/aside", words="没签，退回补签")
    bring(toys, author, with_ink(toys, paper, {SEAL, TAKER}, tmp_path))
    assert states(toys) == ["aside empty_box", "filed"]


def test_on_the_screen_such_a_box_says_that_it_is_signed_on_paper(
    toys: Flask, paper: int, author: Browser
) -> None:
    assert author.get(f"/documents/{paper}").text.count("纸上签章") == 2
