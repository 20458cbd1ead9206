"""References to papers: by number; where several forms have it, the title before it decides, or the code."""

import pytest
from flask import Flask

from portal.domain.papers.references import REGISTERS
from tests.core.documents.numbered import alike, mount, plain, send
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
PAPERS = ((plain, "嘉禾来文"), (alike, "嘉禾发文"), (plain, "两边一样"), (alike, "两边一样"))


@pytest.fixture
def author(app: Flask, chen: Browser) -> Browser:
    """陈立, who sent two papers of number 261101 and two of number 261102."""
    mount(app)
    for form, what in PAPERS:
        send(chen, form, what=what)
    return chen


def test_the_registers_are_those_of_documents() -> None:
    assert list(REGISTERS) == ["document", "document_number"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("嘉禾来文 261101", "嘉禾来文"),
        ("嘉禾发文  261101", "嘉禾发文"),
        ("F98-2 261101", "嘉禾发文"),
        ("F98-1 两边一样 261102", "两边一样"),
    ],
)
def test_title_and_number_tell_papers_apart(author: Browser, typed: str, meant: str) -> None:
    page = send(author, plain, source=typed)
    assert f"来源单据 {meant}" in page.text


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("261101", "F98-1 嘉禾来文 261101、F98-2 嘉禾发文 261101"),
        ("别的 261101", "F98-1 嘉禾来文 261101、F98-2 嘉禾发文 261101"),
        ("两边一样 261102", "F98-1 两边一样 261102、F98-2 两边一样 261102"),
    ],
)
def test_a_number_of_several_papers_is_never_guessed(author: Browser, typed: str, choices: str) -> None:
    page = send(author, plain, source=typed)
    assert (page.status, page.faults()) == (422, [f"「{typed}」对应多个来源单据：{choices}，请写明编码"])


def test_each_choice_that_is_offered_means_one_paper(author: Browser) -> None:
    for form, what in PAPERS[2:]:
        page = send(author, plain, source=f"{form.code} {what} 261102")
        assert page.status == 200, page.faults()


def test_a_number_that_no_paper_has_is_not_found(author: Browser) -> None:
    page = send(author, plain, source="嘉禾来文 261199")
    assert page.faults() == ["没有找到来源单据「嘉禾来文 261199」，请从提示中选择"]
