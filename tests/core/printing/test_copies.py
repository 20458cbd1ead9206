"""DESIGN §10: a copy on paper has its number, its keeper and its own codes; the ledger knows every one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.page_code import read
from portal.core.printing.copies import Wanted, hand_out
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.printing.worker import print_document
from portal.core.web.context import now
from portal.extensions import db, writing
from tests.conftest import TestClock
from tests.core.printing.papers import approved, archived, text_of
from tests.core.printing.test_codes import asked, codes_in, codes_on, uploaded
from tests.databases import PASSWORD
from tests.pages import Browser, Page
from tests.plans import plan


@pytest.fixture
def paper(app: Flask) -> int:
    """An approved plan of several pages, printed."""
    return archived(app)


def ask(someone: Browser, paper: int, **typed: str) -> Page:
    """Fill the form of copies and press the button."""
    place = f"/documents/{paper}/prints"
    said = {"keeper": "财务部", "words": "报销凭证"} | typed
    return someone.submit(someone.get(place), action=place, **said)


def copies(app: Flask) -> list[PrintedCopy]:
    with app.app_context():
        return list(db.session.scalars(select(PrintedCopy).order_by(PrintedCopy.id)))


def test_a_copy_says_its_number_its_keeper_and_what_for_on_every_page(
    app: Flask, paper: int, chen: Browser, tmp_path: Path
) -> None:
    page = ask(chen, paper, kind="original")
    assert "第 1 份" in page.text and "财务部" in page.text and "报销凭证" in page.text
    (copy,) = copies(app)
    pdf = chen.get(f"/prints/{copy.id}").response.data
    pages = text_of(pdf, tmp_path, "-layout").split("\f")[:-1]
    assert len(pages) == 3
    for text in pages:
        assert "原件 第 1 份" in text and "财务部存" in text and "陈立取" in text and "报销凭证" in text
    assert "嘉禾建材" in pages[0]


def test_its_pages_bear_codes_of_their_own(app: Flask, paper: int, chen: Browser, tmp_path: Path) -> None:
    ask(chen, paper)
    ask(chen, paper)
    pdf = chen.get(f"/prints/{copies(app)[1].id}").response.data
    codes = codes_on(pdf, tmp_path)
    assert [(c[0].page, c[0].pages, c[0].copy) for code in codes if (c := read(code))] == [
        (1, 3, 2), (2, 3, 2), (3, 3, 2),
    ]  # fmt: skip
    assert "第 1 页，共 3 页，第 2 份" in asked(chen, codes[0]).text
    assert "复印件第 2 份，一字未改" in uploaded(chen, pdf).text


def test_the_archive_stays_as_it_is(app: Flask, paper: int, chen: Browser) -> None:
    before = chen.get(f"/documents/{paper}/pdf").response.data
    ask(chen, paper)
    assert chen.get(f"/documents/{paper}/pdf").response.data == before


def test_a_second_original_is_called_one(app: Flask, paper: int, chen: Browser, tmp_path: Path) -> None:
    for kind in ("original", "copy", "original"):
        ask(chen, paper, kind=kind)
    found = copies(app)
    assert [(copy.number, copy.kind) for copy in found] == [(1, "原件"), (2, "复印件"), (3, "原件")]
    texts = [text_of(chen.get(f"/prints/{copy.id}").response.data, tmp_path) for copy in found]
    assert ["第 2 份原件" in text for text in texts] == [False, False, True]


def test_a_second_press_hands_out_nothing_more(app: Flask, paper: int, chen: Browser) -> None:
    place = f"/documents/{paper}/prints"
    page = chen.get(place)
    for _ in range(2):
        chen.submit(page, action=place, keeper="财务部", words="报销")
    assert len(copies(app)) == 1


def test_who_keeps_it_and_what_for_must_be_said(app: Flask, paper: int, chen: Browser) -> None:
    refused = ask(chen, paper, keeper=" ", words="")
    assert refused.status == 422
    assert len(refused.faults()) == 2
    long = ask(chen, paper, keeper="财" * 41, words="写好的")
    assert long.faults() == ["最多 40 字，现在 41 字"]
    assert ("words", "写好的") in long.fields(f"/documents/{paper}/prints")
    assert ask(chen, paper, kind="third").status == 422
    assert copies(app) == []


def test_only_what_is_in_force_is_copied_and_only_for_who_sees_it(
    app: Flask, paper: int, chen: Browser, wu: Browser
) -> None:
    ask(chen, paper)
    (copy,) = copies(app)
    assert wu.get(f"/documents/{paper}/prints").status == 404
    assert wu.get(f"/prints/{copy.id}").status == 404
    with app.app_context(), writing():
        db.session.get_one(Document, paper).status = "void"
    page = chen.get(f"/documents/{paper}/prints")
    assert "第 1 份" in page.text and not page.all("form", action=f"/documents/{paper}/prints")
    waiting = plan(app, number="1002")
    assert wu.get(f"/documents/{waiting}/prints").status == 404


def test_before_the_archive_is_made_it_says_so_and_keeps_the_words(app: Flask, chen: Browser) -> None:
    unprinted = approved(app)
    page = ask(chen, unprinted, words="写好的")
    assert (page.status, page.faults()) == (503, ["存档的 PDF 还没有生成，请过几秒再试。"])
    assert ("words", "写好的") in page.fields(f"/documents/{unprinted}/prints")


def test_what_met_an_expired_session_comes_back(
    app: Flask, paper: int, chen: Browser, clock: TestClock
) -> None:
    place = f"/documents/{paper}/prints"
    page = chen.get(place)
    clock.advance(hours=3)
    stopped = chen.submit(page, action=place, keeper="财务部", words="写好的", kind="original")
    assert stopped.address == "/login"
    back = chen.submit(stopped, number="1001", password=PASSWORD)
    assert back.address == place
    assert {("words", "写好的"), ("kind", "original")} <= set(back.fields(place))
    assert copies(app) == []


@pytest.mark.both_databases
def test_of_copies_at_one_instant_each_has_its_number(app: Flask, paper: int) -> None:
    def press(number: int) -> int:
        with app.app_context():
            return hand_out(paper, Wanted(1, False, "财务部", "报销", f"key:{number}"), now())

    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(press, range(4)))
    assert len(set(ids)) == 4
    assert sorted(copy.number for copy in copies(app)) == [1, 2, 3, 4]


def test_a_lost_archive_is_not_copied(app: Flask, paper: int, chen: Browser) -> None:
    with app.app_context(), writing():
        db.session.get_one(PrintOrder, paper).digest = "0" * 64
    assert ask(chen, paper).status == 503


def test_a_paper_from_before_pages_had_codes_gets_a_strip_and_no_code_over_its_lines(
    app: Flask, chen: Browser, tmp_path: Path
) -> None:
    paper = approved(app, 40)
    with app.app_context(), writing():
        order = db.session.get_one(PrintOrder, paper)
        order.paper = order.paper.replace('"version":1}', '"version":0}')
        assert '"version":0}' in order.paper
    with app.app_context():
        print_document(paper)
    ask(chen, paper)
    (copy,) = copies(app)
    pdf = chen.get(f"/prints/{copy.id}").response.data
    assert codes_in(pdf, tmp_path) == []
    assert "复印件 第 1 份" in text_of(pdf, tmp_path, "-layout")
