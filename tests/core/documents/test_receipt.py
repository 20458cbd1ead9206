"""Numbers that are drawn on receipt: none before, everywhere after, and the same for ever."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import faults
from portal.core.documents.models import Document, DocumentText, Serial
from portal.core.documents.texts import remember_all
from portal.core.printing.worker import print_what_is_wanted
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.documents.numbered import id_of, mount, received, send
from tests.core.printing.papers import text_of
from tests.core.spreadsheets.test_workbooks import sheets
from tests.pages import Browser, Page
from tests.plans import task_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def paper(app: Flask, chen: Browser) -> int:
    """A paper that 周敏 has not received yet."""
    mount(app)
    page = send(chen, received)
    assert "已提交，待编号。" in page.text
    return id_of(page)


def decide(app: Flask, paper: int, number: str, kind: str) -> Page:
    """What a person gets for deciding his turn."""
    browser, task = signed_in(app, number), task_of(app, paper, number)
    return browser.submit(browser.get(f"/tasks/{task}"), "/tasks/", f"kind={kind}", opinion="看过")


def resend(app: Flask, paper: int, **typed: str) -> Page:
    """What 陈立 gets for sending his returned paper again."""
    chen, task = signed_in(app, "1001"), task_of(app, paper, "1001")
    return chen.submit(chen.get(f"/tasks/{task}/sheet"), button="act=send", **typed)


def listed(browser: Browser, paper: int) -> str:
    """The paper's number wherever a list or a file shows it: the same in all."""
    pages = [browser.get(path).text for path in (f"/documents/{paper}", "/mine", "/documents")]
    book = sheets(browser.client.get("/documents.xlsx").data)["单据"]
    name = browser.client.get(f"/documents/{paper}/xlsx").headers["Content-Disposition"]
    shown = {number for number in ("待编号", "261101", "261102") for text in pages if number in text}
    assert len(shown) == 1
    (number,) = shown
    assert all(number in text for text in pages)
    assert f"编号 {number}" in pages[0]  # on the sheet itself
    assert number in {row[0] for row in book}
    assert ("2611" in name) == (number != "待编号")
    return number


def test_a_paper_has_no_number_until_it_is_received(app: Flask, paper: int, chen: Browser) -> None:
    assert listed(chen, paper) == "待编号"
    assert "同意即收件，当场编号" in signed_in(app, "1003").get(f"/tasks/{task_of(app, paper, '1003')}").text
    assert "已同意，编号 261101。" in decide(app, paper, "1003", "approve").text
    assert listed(chen, paper) == "261101"
    assert "当场编号" not in signed_in(app, "1006").get(f"/tasks/{task_of(app, paper, '1006')}").text
    with app.app_context():
        assert list(faults()) == []
        assert db.session.scalars(select(Serial.document_id).filter_by(number="261101")).one() == paper


def test_it_is_found_by_its_number_once_it_has_one(app: Flask, paper: int, chen: Browser) -> None:
    def found(asked: str) -> bool:
        return f"/documents/{paper}" in str(
            [a.get("href") for a in chen.get("/documents", query_string={"q": asked}).all("a")]
        )

    assert (found("待编号"), found("261101")) == (True, False)
    decide(app, paper, "1003", "approve")
    assert (found("待编号"), found("261101")) == (False, True)
    with app.app_context():
        kept = db.session.get_one(DocumentText, paper).folded
        with writing():
            remember_all()
        assert db.session.get_one(DocumentText, paper).folded == kept


def test_the_printed_paper_bears_the_number(app: Flask, paper: int, chen: Browser, tmp_path: Path) -> None:
    decide(app, paper, "1003", "approve")
    decide(app, paper, "1006", "approve")
    with app.app_context():
        print_what_is_wanted()
    answer = chen.get(f"/documents/{paper}/pdf").response
    assert text_of(answer.data, tmp_path).count("261101") == 2  # above the sheet, and at its foot
    assert "261101.pdf" in answer.headers["Content-Disposition"]


def test_the_day_of_receipt_names_the_series(app: Flask, paper: int, clock) -> None:
    clock.moment += timedelta(days=8)  # 1 December
    assert "编号 261201" in decide(app, paper, "1003", "approve").text


@pytest.mark.parametrize("kind", ["return", "reject"])
def test_what_is_not_received_draws_no_number(app: Flask, paper: int, chen: Browser, kind: str) -> None:
    assert "261101" not in decide(app, paper, "1003", kind).text
    assert listed(chen, paper) == "待编号"
    with app.app_context():
        assert db.session.scalars(select(Serial).filter_by(type="F98-3")).all() == []


def test_returned_before_receipt_it_is_numbered_when_it_comes_again(app: Flask, paper: int) -> None:
    decide(app, paper, "1003", "return")
    assert "已重新提交，待编号。" in resend(app, paper, day="2026-12-01").text
    assert "编号 261101" in decide(app, paper, "1003", "approve").text


def test_returned_after_receipt_it_keeps_its_number(app: Flask, paper: int, chen: Browser) -> None:
    decide(app, paper, "1003", "approve")
    decide(app, paper, "1006", "return")
    assert "已重新提交，编号不变。" in resend(app, paper, what="破损两件").text
    decide(app, paper, "1003", "approve")
    assert listed(chen, paper) == "261101"
    with app.app_context():
        assert len(db.session.scalars(select(Serial).filter_by(type="F98-3")).all()) == 1


def test_a_refused_receipt_loses_nothing(app: Flask, paper: int) -> None:
    """A second 同意 of the same turn comes too late, and the next paper gets the next number."""
    zhou, task = signed_in(app, "1003"), task_of(app, paper, "1003")
    page = zhou.get(f"/tasks/{task}")
    assert "编号 261101" in zhou.submit(page, "/tasks/", "kind=approve").text
    assert "没有生效" in zhou.submit(page, "/tasks/", "kind=approve").text
    other = id_of(send(signed_in(app, "1002"), received))
    assert "编号 261102" in decide(app, other, "1003", "approve").text
    with app.app_context():
        assert db.session.get_one(Document, paper).number == "261101"
