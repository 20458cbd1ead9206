"""DESIGN §10: a numbered blank bears codes; filled by hand, it is filed with the document entered from it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core import blank_code
from portal.core.audit.chain import faults
from portal.core.blank_code import BlankCode
from portal.core.documents.models import BlankIssue, Document
from portal.core.paper import Signature
from portal.core.scans.models import BLANK, ScanPage
from portal.extensions import db, writing
from tests.core.documents.numbered import handwritten, id_of, mount, plain, send
from tests.core.documents.test_blanks import PLACE, void
from tests.core.printing.papers import text_of
from tests.core.printing.test_codes import FOREIGN, asked, codes_in
from tests.core.scans.scanner import KEPT, bring, filed, scan, states, with_code
from tests.pages import Browser, Page

HERE = (KEPT["holder"], KEPT["place"])


@pytest.fixture
def issue(app: Flask, chen: Browser) -> Page:
    """Three blanks, printed for an outage."""
    mount(app)
    return chen.submit(chen.get(PLACE), PLACE, copies="3", reason="停电备用")


@pytest.fixture
def pdf(issue: Page, chen: Browser) -> bytes:
    return chen.get(f"{issue.address}/pdf").response.data


def code_of(app: Flask, serial: int, page: int = 1, pages: int = 1, secret: str = "") -> str:
    """The code of a page of a blank."""
    with app.app_context():
        row = db.session.scalars(select(BlankIssue)).one()
        return blank_code.told(BlankCode(row.id, serial, page, pages), secret or row.secret)


def page_id(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(ScanPage.id).order_by(ScanPage.id)).all()[-1]


@pytest.mark.parametrize("dots", [120, 200, 300])
def test_every_blank_bears_its_own_code(app: Flask, pdf: bytes, tmp_path: Path, dots: int) -> None:
    assert codes_in(pdf, tmp_path, dots) == [code_of(app, serial) for serial in (1, 2, 3)]


def test_a_blank_of_several_pages_counts_each_for_itself(
    app: Flask, issue: Page, chen: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.core.desk.blanks.Signature", lambda label: Signature(label * 1000))
    found = codes_in(chen.get(f"{issue.address}/pdf").response.data, tmp_path)
    pages = len(found) // 3
    assert pages > 1
    assert found == [
        code_of(app, serial, page, pages) for serial in (1, 2, 3) for page in range(1, pages + 1)
    ]


def test_the_text_keeps_clear_of_the_code(pdf: bytes, tmp_path: Path) -> None:
    foot = text_of(pdf, tmp_path, "-x", "0", "-y", "770", "-W", "130", "-H", "80", "-l", "1")
    assert foot.strip() == ""


def test_a_blank_that_nobody_entered_is_told_with_its_number(app: Flask, issue: Page, wu: Browser) -> None:
    page = asked(wu, code_of(app, 2))
    assert "带编号的空白单，还没有录入" in page.text and "空白单 261102，第 1 页，共 1 页" in page.text


def test_an_entered_blank_names_its_document_and_links_it_for_whoever_may_see_it(
    app: Flask, issue: Page, chen: Browser, wu: Browser
) -> None:
    entered = id_of(send(chen, handwritten, paper_number="261102"))
    page = asked(chen, code_of(app, 2))
    assert "带编号的空白单，已经录入" in page.text and page.all("a", href=f"/documents/{entered}")
    stranger = asked(wu, code_of(app, 2))
    assert "已经录入" in stranger.text and not stranger.all("a", href=f"/documents/{entered}")


def test_a_void_blank_is_void(app: Flask, issue: Page, chen: Browser) -> None:
    void(chen, issue, "261103")
    assert "带编号的空白单，已作废" in asked(chen, code_of(app, 3)).text


def test_a_code_that_nobody_printed_is_foreign(app: Flask, issue: Page, chen: Browser) -> None:
    for forged in (
        code_of(app, 1, secret="0"),
        code_of(app, 1).replace("GJB1:1:1:", "GJB1:1:2:"),
        code_of(app, 1).replace("GJB1:1:", "GJB1:9:"),
    ):
        assert FOREIGN in asked(chen, forged).text, forged


def test_an_entered_blank_is_filed_with_its_document(
    app: Flask, issue: Page, pdf: bytes, chen: Browser
) -> None:
    entered = id_of(send(chen, handwritten, paper_number="261102"))
    page = bring(app, chen, scan(pdf, 2, turned=90))
    assert states(app) == ["filed"] and filed(app) == [(entered, BLANK, *HERE)]
    assert "261102" in page.text and "手填的空白单 · 第 1 页，共 1 页" in page.text
    assert "签字件（手填的空白单）" in chen.get(f"/documents/{entered}").text
    assert chen.get("/signed-copies/1/pdf").response.data.startswith(b"%PDF")
    bring(app, chen, scan(pdf, 2))
    assert states(app) == ["filed", "twice"]
    with app.app_context():
        assert list(faults()) == []


def test_a_blank_that_is_scanned_first_waits_and_is_assigned_once_it_is_entered(
    app: Flask, issue: Page, pdf: bytes, chen: Browser
) -> None:
    page = bring(app, chen, scan(pdf, 1))
    assert states(app) == ["waiting blank_issued"] and "空白单还没有录入 · 261101" in page.text
    place = f"/scan-pages/{page_id(app)}"
    form = dict(chen.get(place).fields(f"{place}/assignment"))
    assert (form["number"], form["kind"], form["page"]) == ("261101", "blank", "1")
    early = chen.submit(chen.get(place), f"{place}/assignment")
    assert early.faults() == ["没有这个编号的有效单据，或者你无权查看"]
    entered = id_of(send(chen, handwritten, paper_number="261101"))
    chen.submit(chen.get(place), f"{place}/assignment")
    assert filed(app) == [(entered, BLANK, *HERE)] and states(app) == ["filed"]


def test_what_was_not_entered_from_a_blank_takes_none(
    app: Flask, issue: Page, pdf: bytes, chen: Browser
) -> None:
    bring(app, chen, scan(pdf, 1))
    place, other = f"/scan-pages/{page_id(app)}", send(chen, plain)
    assert "编号 261101" in other.text
    drawn = send(chen, handwritten)  # 261104, on no paper
    assert "编号 261104" in drawn.text
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number="261104")
    assert wrong.faults() == ["这张单据不是从空白单录入的"]
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number="261104", kind="x")
    assert wrong.status == 422 and filed(app) == []


def test_a_page_of_a_blank_whose_code_is_not_read_is_assigned_by_hand(
    app: Flask, issue: Page, chen: Browser
) -> None:
    entered = id_of(send(chen, handwritten, paper_number="261103"))
    bring(app, chen, with_code("nobody's"))
    place = f"/scan-pages/{page_id(app)}"
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number="261103", kind="blank", page="2")
    assert wrong.faults() == ["这张单据只有 1 页"]
    chen.submit(chen.get(place), f"{place}/assignment", number="261103", kind="blank")
    assert filed(app) == [(entered, BLANK, *HERE)]


def test_a_void_blank_waits_with_its_reason(app: Flask, issue: Page, pdf: bytes, chen: Browser) -> None:
    void(chen, issue, "261101")
    page = bring(app, chen, scan(pdf, 1))
    assert states(app) == ["waiting blank_void"] and "空白单已作废 · 261101" in page.text


def test_a_blank_of_a_void_document_waits(app: Flask, issue: Page, pdf: bytes, chen: Browser) -> None:
    entered = id_of(send(chen, handwritten, paper_number="261101"))
    with app.app_context(), writing():
        db.session.get_one(Document, entered).status = "void"
    bring(app, chen, scan(pdf, 1))
    assert states(app) == ["waiting void"] and filed(app) == []


def test_a_forged_check_lands_nowhere(app: Flask, issue: Page, chen: Browser) -> None:
    send(chen, handwritten, paper_number="261101")
    bring(app, chen, with_code(code_of(app, 1, secret="0")))
    assert states(app) == ["waiting not_ours"] and filed(app) == []


def test_whoever_may_not_see_the_document_leaves_it_to_those_who_may(
    app: Flask, issue: Page, pdf: bytes, chen: Browser, wu: Browser
) -> None:
    entered = id_of(send(chen, handwritten, paper_number="261101"))
    page = bring(app, wu, scan(pdf, 1))
    assert states(app) == ["waiting unseen"] and "261101" not in page.text
    place = f"/scan-pages/{page_id(app)}"
    chen.submit(chen.get(place), action=f"{place}/confirmation")
    assert filed(app) == [(entered, BLANK, *HERE)]
