"""Numbered blanks: printed for a reason, entered once by their number, void when spoilt."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.verifying import of_text, printed_page
from portal.core.audit.chain import faults
from portal.core.audit.models import AuditEvent
from portal.core.blank_code import BlankCode, told
from portal.core.documents.models import BlankIssue, Serial
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.documents.numbered import handwritten, id_of, mount, plain, send
from tests.core.printing.papers import text_of
from tests.core.spreadsheets.test_workbooks import upload
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
PLACE = "/forms/f98-4/blanks"


def printed(app: Flask, author: Browser, copies: str = "3", reason: str = "停电备用") -> Page:
    """What somebody gets for asking for blanks."""
    mount(app)
    return author.submit(author.get(PLACE), PLACE, copies=copies, reason=reason)


def states(app: Flask) -> dict[str, str]:
    """What became of each number."""
    with app.app_context():
        rows = db.session.execute(select(Serial.number, Serial.state).filter_by(type="F98-4"))
        return dict(map(tuple, rows))


def void(browser: Browser, page: Page, *numbers: str, reason: str = "印坏") -> Page:
    """What somebody gets for making numbers of a printing void."""
    fields = [f for f in page.fields("/blanks/") if f[0] not in ("numbers", "reason")]
    return browser.post(
        f"{page.address}/voids", [*fields, *(("numbers", n) for n in numbers), ("reason", reason)]
    )


def test_as_many_pages_as_asked_for_each_with_a_number(app: Flask, chen: Browser, tmp_path: Path) -> None:
    page = printed(app, chen)
    assert "停电备用" in page.text and "编号已经发出" in page.text
    assert states(app) == dict.fromkeys(("261101", "261102", "261103"), "issued")
    pages = text_of(chen.get(f"{page.address}/pdf").response.data, tmp_path).split("\f")[:-1]
    assert [n for text in pages for n in states(app) if n in text] == ["261101", "261102", "261103"]
    assert all("第1页共1页" in text and "事由" in text for text in pages)
    with app.app_context():
        assert list(faults()) == []
        event = select(AuditEvent.event).filter_by(stream="series:F98-4:2611")
        assert db.session.scalars(event).all() == ["series:blanks_issued"]


def test_two_clicks_draw_the_numbers_once(app: Flask, chen: Browser) -> None:
    mount(app)
    page = chen.get(PLACE)
    places = {chen.submit(page, PLACE, copies="2", reason="备用").address for _ in range(2)}
    assert (len(places), len(states(app))) == (1, 2)


@pytest.mark.parametrize(("copies", "good"), [("0", False), ("1", True), ("50", True), ("51", False)])
def test_one_to_fifty_at_once(app: Flask, chen: Browser, copies: str, good: bool) -> None:
    page = printed(app, chen, copies)
    assert page.faults() == ([] if good else ["请填 1 到 50 的整数"])
    assert (page.status, len(states(app))) == ((200, int(copies)) if good else (422, 0))


def test_a_reason_is_asked_for_and_what_was_typed_stays(app: Flask, chen: Browser) -> None:
    page = printed(app, chen, reason="")
    assert (page.status, page.faults()) == (422, ["请写明原因"])
    assert dict(page.fields(PLACE))["copies"] == "3"


@pytest.mark.parametrize("typed", ["261102", " ２６１１０２ "])
def test_a_paper_is_entered_under_its_number(app: Flask, chen: Browser, lin: Browser, typed: str) -> None:
    issue = printed(app, chen)
    sent = send(lin, handwritten, paper_number=typed)
    assert "已提交，编号 261102。" in sent.text
    assert states(app) == {"261101": "issued", "261102": "used", "261103": "issued"}
    assert "已用" in chen.get(issue.address).text
    assert f"/documents/{id_of(sent)}" not in str([a.get("href") for a in chen.get(issue.address).all("a")])
    zhou = signed_in(app, "1003")
    assert zhou.get(issue.address).status == 404


def test_a_number_is_entered_once(app: Flask, chen: Browser) -> None:
    printed(app, chen)
    send(chen, handwritten, paper_number="261101")
    page = send(chen, handwritten, paper_number="261101", what="又一次")
    assert (page.status, page.faults()) == (422, ["这个编号的纸已经录入过"])
    kept = dict(page.fields("/forms"))
    assert (kept["paper_number"], kept["what"]) == ("261101", "又一次")


@pytest.mark.parametrize("typed", ["261104", "261100", "号" * 80, "\x00", "261101\x00"])
def test_a_number_never_printed_is_refused_at_its_place(app: Flask, chen: Browser, typed: str) -> None:
    printed(app, chen)
    page = send(chen, handwritten, paper_number=typed)
    assert (page.status, page.faults()) == (422, ["没有印过这个编号的空白单，请核对；没有用纸填的留空"])
    assert page.all("a", href="#paper_number")


def test_without_a_paper_the_next_number_is_drawn(app: Flask, chen: Browser) -> None:
    printed(app, chen)
    assert "已提交，编号 261104。" in send(chen, handwritten).text
    page = send(chen, handwritten, paper_number="261104")
    assert page.faults() == ["没有印过这个编号的空白单，请核对；没有用纸填的留空"]


def test_the_number_is_kept_over_a_workbook(app: Flask, chen: Browser) -> None:
    printed(app, chen)
    sheet = chen.get("/forms/f98-4/new")
    assert "纸上编号" in sheet.text
    saved = chen.submit(sheet, button="act=save", paper_number="261102")
    assert dict(saved.fields("/forms"))["paper_number"] == "261102"
    book = chen.client.get("/forms/f98-4/template.xlsx").data
    key = "e" * 32
    chen.submit(chen.get(f"/forms/f98-4/{key}"), button="act=save", paper_number="261103")
    assert dict(upload(chen, book, "f98-4").fields("/forms"))["paper_number"] == "261103"


def test_a_form_of_another_kind_asks_no_number_and_takes_none(app: Flask, chen: Browser) -> None:
    printed(app, chen)
    assert "纸上编号" not in chen.get("/forms/f98-1/new").text
    assert "编号 261101" in send(chen, plain, paper_number="261102").text
    assert chen.get("/forms/f98-1/blanks").status == 404


def test_an_older_blank_keeps_its_number_in_a_later_month(app: Flask, chen: Browser, clock) -> None:
    printed(app, chen)
    clock.moment += timedelta(days=8)  # 1 December
    chen = signed_in(app, "1001")
    assert "编号 261103" in send(chen, handwritten, paper_number="261103", day="2026-12-01").text
    assert "编号 261201" in send(chen, handwritten, day="2026-12-01").text


def test_a_spoilt_blank_is_void_with_its_reason_and_never_given_again(
    app: Flask, chen: Browser, shen: Browser, tmp_path: Path
) -> None:
    page = void(chen, printed(app, chen), "261102")
    assert "已作废 1 张" in page.text and "作废：印坏" in page.text
    assert states(app)["261102"] == "void"
    refused = send(chen, handwritten, paper_number="261102")
    assert refused.faults() == ["已作废：印坏"]
    assert "编号 261104" in send(chen, handwritten).text
    text = text_of(chen.get(f"{page.address}/pdf").response.data, tmp_path)
    assert ("261101" in text, "261102" in text) == (True, False)
    numbers = shen.get("/numbers", query_string={"form": "f98-4"}).text
    assert "261102 （印坏）" in numbers and "261101 、 261103" in numbers
    with app.app_context():
        assert list(faults()) == []


def test_the_code_of_a_blank_says_what_became_of_its_number(app: Flask, chen: Browser, lin: Browser) -> None:
    page = printed(app, chen)
    send(lin, handwritten, paper_number="261102")
    void(chen, page, "261103")
    with app.app_context():
        issue = db.session.scalars(select(BlankIssue)).one()
        mine = select(Serial.serial).filter_by(issue_id=issue.id)
        serials = db.session.scalars(mine.order_by(Serial.number)).all()
        codes = [told(BlankCode(issue.id, serial, 1, 2), issue.secret) for serial in serials]
        found = [of_text(code) for code in codes]
        assert [each.verdict for (each,) in found] == ["blank", "blank_used", "blank_void"]
        assert [each.part for (each,) in found] == [f"空白单 26110{n}，第 1 页，共 2 页" for n in (1, 2, 3)]
        assert [each.document is not None for (each,) in found] == [False, True, False]
        forged = told(BlankCode(issue.id, serials[0], 1, 2), "guessed")
        assert [each.verdict for each in of_text(forged)] == ["foreign"]
        assert printed_page(codes[0]) is None


def test_void_is_for_unused_numbers_of_this_printing_all_or_none(app: Flask, chen: Browser) -> None:
    page = printed(app, chen)
    send(chen, handwritten, paper_number="261103")
    send(chen, handwritten)  # 261104, on no paper
    for lost in ("261103", "261104", "261199", "\x00"):
        answer = void(chen, page, "261101", lost)
        assert answer.status == 422 and "没有作废任何一张" in answer.text
        assert states(app)["261101"] == "issued"
    assert void(chen, page).faults() == ["请选择要作废的编号"]
    assert void(chen, page, "261101", reason="").faults() == ["请写明原因"]


def test_who_drew_it_or_the_administrator_makes_it_void_and_nobody_else(app: Flask, chen: Browser) -> None:
    page = printed(app, chen)
    for number in ("1002", "1003", "1007"):
        other = signed_in(app, number)
        assert other.get(page.address).status == other.get(f"{page.address}/pdf").status == 404
        assert other.post(f"{page.address}/voids", [*void_fields(other, "261101")]).status == 404
    shen = signed_in(app, "1009")
    assert "已作废 1 张" in void(shen, shen.get(page.address), "261101", reason="遗失").text
    assert states(app) == {"261101": "void", "261102": "issued", "261103": "issued"}


def void_fields(browser: Browser, number: str) -> list[tuple[str, str]]:
    """A forged post of whoever never saw the page."""
    token = dict(browser.get("/password").fields("/password"))["csrf_token"]
    return [("csrf_token", token), ("numbers", number), ("reason", "试")]


def test_whoever_may_not_author_it_prints_none(app: Flask, zhou: Browser, wu: Browser) -> None:
    mount(app)
    assert zhou.get(PLACE).status == 404
    assert wu.get(PLACE).status == 200
    with app.app_context():
        assert db.session.scalars(select(BlankIssue)).all() == []


def test_the_plain_blank_of_such_a_form_leads_to_its_numbers(app: Flask, chen: Browser) -> None:
    mount(app)
    assert chen.get("/forms/f98-4/blank.pdf").address == PLACE
