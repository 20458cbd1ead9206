"""会计档案管理办法 arts. 14-19 through the pages: an advance of 2026 with PDF and file goes in 2057."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.attachments.models import Attachment
from portal.core.documents.models import Document
from portal.core.files.store import place_of
from portal.core.printing.copies import Wanted, hand_out
from portal.core.printing.models import PrintedCopy, PrintOrder
from portal.core.retention.files import delete_doomed_files
from portal.core.retention.models import DestructionList
from portal.core.web.context import now, settings
from portal.extensions import db
from tests.conftest import TestClock, signed_in
from tests.core.proof.falsify import found
from tests.core.retention.keeping import (
    ADMINISTRATOR,
    AUDITOR,
    HEAD,
    NEW_YEAR_2057,
    advance,
    listed,
    person,
    signed,
)
from tests.databases import PASSWORD
from tests.pages import Browser, Page

OPINION = "保管期限已满，没有未结清的债权债务"


@pytest.fixture
def paper(app: Flask, clock: TestClock) -> int:
    """A settled advance of 2026, of which finance has a copy, on New Year's Day 2057."""
    document_id = advance(app)
    with app.app_context():
        hand_out(document_id, Wanted(person("1010"), False, "财务部", "报销", "k", None), now())
    clock.moment = NEW_YEAR_2057
    return document_id


def prepared(browser: Browser) -> Page:
    return enter(browser, browser.get("/records/new?year=2026&form=F07-4"), OPINION)


def enter(browser: Browser, page: Page, opinion: str) -> Page:
    """Press the button of the form that posts; the other one only looks."""
    (form,) = page.all("form", action="/records")
    hidden = {e.get("name", ""): e.get("value", "") for e in form.iter("input")}
    return browser.post("/records", hidden | {"words": opinion})


def put_name(browser: Browser, address: str, act: str = "sign", **typed: str) -> Page:
    fields = {"password": PASSWORD, "words": "已核对"} | typed
    return browser.submit(browser.get(address), action=f"{address}/signature", button=f"act={act}", **fields)


def files_of(app: Flask, paper: int) -> list[Path]:
    """The archive PDF, the copy, the file beside it."""
    columns = (PrintOrder, PrintedCopy, Attachment)
    with app.app_context():
        digests = [db.session.scalars(select(c.digest).filter_by(document_id=paper)).one() for c in columns]
        return [place_of(settings().files, digest or "") for digest in digests]


def number_of(app: Flask, paper: int) -> str:
    with app.app_context():
        return db.session.get_one(Document, paper).number


def test_an_advance_is_listed_signed_by_two_and_destroyed(app: Flask, paper: int) -> None:
    number, files = number_of(app, paper), files_of(app, paper)
    author, keeper, head, auditor = (signed_in(app, n) for n in ("1010", ADMINISTRATOR, HEAD, AUDITOR))
    assert "保管期限 30 年，2057-01-01 起可以列入销毁清册" in author.get(f"/documents/{paper}").text
    assert all(place.is_file() for place in files)

    page = prepared(keeper)
    address = page.address
    assert "XH-2057-001" in page.text and number in page.text and OPINION in page.text
    assert "要由别人签字" in page.text and not page.all("form", action=f"{address}/signature")
    assert "没有到期" in keeper.get("/records/new?year=2026&form=F07-4").text

    page = put_name(head, address, password="wrong-password")
    assert page.status == 422 and "密码不对" in page.text
    page = put_name(head, address)
    assert "等另一个人监销" in page.text and "你已经签过字" in page.text
    assert "打开 PDF" in author.get(f"/documents/{paper}").text

    page = put_name(auditor, address)
    assert "已经销毁" in page.text and "贺章" in page.text and "许文" in page.text
    with app.app_context():
        delete_doomed_files()
    assert not any(place.exists() for place in files)
    assert found(app) == []

    told = author.get(f"/documents/{paper}")
    assert told.status == 200
    for words in (f"{number} 已销毁", "XH-2057-001", "贺章", "许文", "2057-01-01"):
        assert words in told.text


def destroyed(app: Flask) -> None:
    with app.app_context():
        signed(listed(), HEAD, AUDITOR)
        delete_doomed_files()


def test_every_part_of_a_destroyed_paper_says_so_and_lists_go_on(app: Flask, paper: int) -> None:
    number = number_of(app, paper)
    with app.app_context():
        attachment = db.session.scalars(select(Attachment.id).filter_by(document_id=paper)).one()
        copy = db.session.scalars(select(PrintedCopy.id).filter_by(document_id=paper)).one()
    destroyed(app)
    author = signed_in(app, "1010")
    for part in ("pdf", "draft", "prints", "xlsx", "copies", "comments/new", "why-not", "void"):
        page = author.get(f"/documents/{paper}/{part}")
        assert page.status in (404, 410), part
    assert author.get(f"/documents/{paper}/pdf").status == 410
    assert author.get(f"/documents/{paper}/xlsx").status == 410
    assert author.get(f"/prints/{copy}").status == 410
    assert author.get(f"/attachments/{attachment}").status == 404
    for place in (f"/documents?q={number}", "/mine"):
        page = author.get(place)
        assert number in page.text and "已销毁（清册 XH-2057-001）" in page.text, place
    assert number not in author.get("/documents?q=推广会场地").text
    for place in ("/documents.xlsx", "/notices", "/regulations/relationship-expense", "/"):
        assert author.get(place).status == 200, place


def test_a_copy_on_paper_is_told_to_be_of_a_destroyed_paper(app: Flask, paper: int) -> None:
    content = [place.read_bytes() for place in files_of(app, paper)[:2]]
    destroyed(app)
    author = signed_in(app, "1010")
    for pdf in content:
        file = {"file": (BytesIO(pdf), "副本.pdf")} | {"csrf_token": token(author)}
        page = author.post("/verify", file, content_type="multipart/form-data")
        assert "内容已按销毁清册销毁" in page.text and "被改动过" not in page.text


def token(browser: Browser) -> str:
    return dict(browser.get("/phrases").fields("/phrases"))["csrf_token"]


def test_the_list_is_there_on_paper_and_as_a_workbook(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
    head = signed_in(app, HEAD)
    assert head.get(f"/records/{row}/pdf").response.data.startswith(b"%PDF")
    assert head.get(f"/records/{row}/xlsx").response.data.startswith(b"PK")
    assert "XH-2057-001" in head.get("/records").text


def test_nobody_else_finds_the_pages(app: Flask, paper: int) -> None:
    with app.app_context():
        row = listed()
    for number in ("1010", "1012", "1006"):
        browser = signed_in(app, number)
        for place in ("", "/new", f"/{row}", f"/{row}/pdf", f"/{row}/xlsx", "/holds", f"/holds/{paper}"):
            assert browser.get(f"/records{place}").status == 404, (number, place)


def test_an_opinion_is_required_and_a_second_press_makes_no_second_list(app: Flask, paper: int) -> None:
    keeper = signed_in(app, ADMINISTRATOR)
    page = keeper.get("/records/new?year=2026&form=")
    refused = enter(keeper, page, " ")
    assert refused.status == 422 and "请填写" in refused.text
    first, second = (enter(keeper, page, OPINION) for _ in range(2))
    assert first.address == second.address and "XH-2057-001" in second.text
    with app.app_context():
        assert len(db.session.scalars(select(DestructionList)).all()) == 1
    assert signed_in(app, AUDITOR).get("/records/new?year=abc").status == 422


def test_a_refusal_needs_a_reason_and_ends_the_list(app: Flask, paper: int) -> None:
    address, head = prepared(signed_in(app, ADMINISTRATOR)).address, signed_in(app, HEAD)
    page = put_name(head, address, act="refuse", words="")
    assert page.status == 422 and "不同意要写明原因" in page.text
    page = put_name(head, address, act="refuse", words="还有诉讼")
    assert "可以重新列入" in page.text and "还有诉讼" in page.text
    assert "XH-2057-002" in prepared(signed_in(app, AUDITOR)).text


def held(browser: Browser, paper: int, act: str, words: str) -> Page:
    place = f"/records/holds/{paper}"
    return browser.submit(browser.get(place), action=place, button=f"act={act}", words=words)


def test_a_paper_is_held_by_its_number_and_blocks_the_list_until_it_is_taken_off(
    app: Flask, paper: int
) -> None:
    address = prepared(signed_in(app, ADMINISTRATOR)).address
    head, auditor = signed_in(app, HEAD), signed_in(app, AUDITOR)
    put_name(head, address)
    page = auditor.get(f"/records/holds?number={number_of(app, paper).lower()}")
    assert f"/records/holds/{paper}" in [a.get("href") for a in page.all("a")]
    assert held(auditor, paper, "hold", " ").status == 422
    page = held(auditor, paper, "hold", "税务检查")
    assert "已暂缓销毁" in page.text and "许文 暂缓：税务检查" in page.text
    page = put_name(auditor, address)
    assert page.status == 422 and "先从清册上撤下" in page.text
    place = f"{address}/removal"
    page = auditor.submit(auditor.get(address), action=place, button=f"document={paper}")
    assert "已从清册上撤下" in page.text and "清册上没有单据" in page.text
    assert "许文 解除：检查结束" in held(auditor, paper, "release", "检查结束").text
    assert "XH-2057-002" in prepared(signed_in(app, ADMINISTRATOR)).text
