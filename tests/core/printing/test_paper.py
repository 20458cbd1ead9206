"""What stands on the paper, read back from the PDF."""

import re
import time

import pytest
from flask import Flask

from portal.core.printing.worker import print_document
from tests.core.printing.papers import approved, text_of
from tests.pages import Browser


@pytest.fixture
def pdf(app: Flask, chen: Browser):
    """Makes the paper of an approved plan."""

    def make(visits: int = 1, **words: str) -> bytes:
        paper, began = approved(app, visits, **words), time.perf_counter()
        with app.app_context():
            print_document(paper)
        print(f"\nPDF of {visits} visits: {time.perf_counter() - began:.2f} s")
        answer = chen.get(f"/documents/{paper}/pdf").response
        assert answer.mimetype == "application/pdf"
        return answer.data

    return make


def test_a_paper_of_one_page(pdf, tmp_path) -> None:
    text = text_of(pdf(), tmp_path, "-layout")
    assert re.search(r"第\s*1\s*页\s*共\s*1\s*页", text)
    top = text.splitlines()[:8]
    (numbered,) = [line for line in top if "编号 XF-202612-0001" in line]
    assert numbered.startswith("华东办事处") and numbered.rstrip().endswith("XF-202612-0001")
    assert "远山商贸有限公司" in text.replace(" ", "")
    signed = text[text.index("备注") :]
    assert re.search(r"业务经理.*办事处经理", signed)
    assert re.search(r"陈立.*周敏", signed)
    assert re.search(r"2026-11-23 10:00", signed)
    assert "签核历程" in text


def test_several_pages_repeat_the_heading_and_count_themselves(pdf, tmp_path) -> None:
    pages = text_of(pdf(300), tmp_path, "-layout").split("\f")[:-1]
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert re.search(rf"第\s*{number}\s*页\s*共\s*{len(pages)}\s*页", page)
    with_visits = [page for page in pages if "嘉禾建材" in page]
    assert len(with_visits) >= len(pages) - 1
    assert all(re.search(r"序\s+巡访日期\s+客户", page) for page in with_visits)
    serials = [int(n) for n in re.findall(r"^\s*(\d+)\s+2026-12-\d\d", "\n".join(pages), re.MULTILINE)]
    assert serials == list(range(1, 301))


def test_rare_characters_and_long_words_are_all_there(pdf, tmp_path) -> None:
    words = {"goal": "𠮷㛃䶮〇" + "长" * 296, "solution": "x" * 300, "route": "行" * 40}
    text = re.sub(r"\s", "", text_of(pdf(1, **words), tmp_path))
    assert all(text.count(c) >= 1 for c in "𠮷㛃䶮〇")
    assert text.count("长") == 296
    assert text.count("x") >= 300
    assert text.count("行") >= 40


def test_markup_is_printed_as_it_was_typed(pdf, tmp_path) -> None:
    typed = '<img src="file:///etc/passwd"><b>粗</b>&amp; {{7*7}}'
    assert re.sub(r"\s", "", typed) in re.sub(r"\s", "", text_of(pdf(1, goal=typed), tmp_path, "-raw"))
