"""DESIGN §10: scans find their paper by its code, are looked at by a person where in doubt, and are filed."""

import io

import pikepdf
import pytest
from flask import Flask

from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Document
from portal.core.scans.models import ScanPage
from portal.extensions import db, writing
from tests.core.printing.papers import archived
from tests.core.printing.test_codes import uploaded
from tests.core.scans.scanner import (
    KEPT,
    blank,
    bring,
    filed,
    in_one,
    printed,
    read,
    scan,
    send,
    states,
    with_code,
)
from tests.pages import Browser

HERE = (KEPT["holder"], KEPT["place"])


@pytest.fixture
def paper(app: Flask) -> int:
    """An approved plan of three pages, printed."""
    return archived(app)


@pytest.fixture
def pages(app: Flask, paper: int) -> list[bytes]:
    """Its three pages, scanned as they lay: upright, sideways, upside down."""
    pdf = printed(app, paper)
    return [scan(pdf, 1), scan(pdf, 2, turned=90), scan(pdf, 3, turned=180, skew=-2)]


def ids(app: Flask) -> list[int]:
    with app.app_context():
        return [row.id for row in db.session.query(ScanPage).order_by(ScanPage.id)]


def test_all_pages_in_any_order_are_filed_with_who_keeps_them_and_where(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    page = bring(app, chen, pages[2], pages[0], pages[1])
    assert page.text.count("已存档") == 3
    assert filed(app) == [(paper, 0, *HERE)]
    shown = chen.get(f"/documents/{paper}")
    assert "签字件（未编号的一份）" in shown.text and "财务部 李会计 · 3 号柜" in shown.text
    pdf = chen.get("/signed-copies/1/pdf").response.data
    with pikepdf.open(io.BytesIO(pdf)) as bound:
        assert [page.mediabox[2] > page.mediabox[3] for page in bound.pages] == [True] * 3  # upright again
    with app.app_context():
        events = [e.event for e in db.session.query(AuditEvent).filter_by(stream=f"document:{paper}")]
    assert events[-1] == "document:signed_copy_filed"


def test_a_feeder_sends_one_pdf(app: Flask, paper: int, pages: list[bytes], chen: Browser) -> None:
    send(chen, ("一叠.pdf", in_one([*pages, blank()])))
    read(app)
    assert states(app) == ["filed", "filed", "filed", "blank"]


def test_missing_pages_are_named_and_may_come_later(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    bring(app, chen, pages[0], pages[2])
    assert filed(app) == []
    assert "共 3 页，缺第 2 页" in chen.get("/scans/waiting").text
    bring(app, chen, pages[1], place="4 号柜")
    assert filed(app) == [(paper, 0, HERE[0], "4 号柜")]
    assert "缺第" not in chen.get("/scans/waiting").text


def test_the_same_page_twice_is_said_and_files_nothing_twice(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    bring(app, chen, pages[0], pages[0], *pages[1:])
    bring(app, chen, *pages)
    assert states(app) == ["filed", "twice", "filed", "filed", "twice", "twice", "twice"]
    assert len(filed(app)) == 1


def test_copies_are_told_apart(app: Flask, paper: int, chen: Browser) -> None:
    for _ in range(2):
        form = chen.get(f"/documents/{paper}/prints")
        chen.submit(form, action=f"/documents/{paper}/prints", keeper="财务部", words="报销")
    first, second = (printed(app, paper, copy) for copy in (1, 2))
    bring(app, chen, *(scan(second, n) for n in (1, 2, 3)), scan(first, 1))
    assert [copy for _, copy, *_ in filed(app)] == [2]
    ledger = chen.get(f"/documents/{paper}/prints").text
    assert ledger.count("已收回") == 1


def test_foreign_codes_blank_pages_and_pages_without_a_code_stop_nothing(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    lines = with_code("https://example.com/x")
    page = bring(app, chen, lines, blank(), pages[0], pages[1], pages[2])
    assert states(app) == ["waiting foreign", "blank", "filed", "filed", "filed"]
    assert "只有别处的二维码" in page.text and "空白页" in page.text


def test_a_code_that_we_did_not_print_lands_nowhere(app: Flask, paper: int, chen: Browser) -> None:
    bring(app, chen, with_code(f"GJ1:{paper}:1:1/3:0:000000"), with_code("GJ1:999:1:1/1:0:ABCDEF"))
    assert states(app) == ["waiting not_ours"] * 2 and filed(app) == []


def test_a_broken_file_is_named_and_the_others_are_read(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    whole = in_one(pages)
    broken = whole[: len(whole) // 3]
    sent = send(chen, ("坏的.pdf", broken), ("坏的.jpg", pages[0][:20]), ("好的.jpg", pages[0]))
    for _ in range(3):
        read(app)
    page = chen.get(sent.address)
    assert "坏的.pdf：第 1 页读不出来" in page.text and "坏的.jpg：第 1 页读不出来" in page.text
    assert states(app) == ["matched"] and "已读完" in chen.get("/scans").text


def test_whoever_may_not_see_the_document_reads_no_number_and_it_waits_for_those_who_may(
    app: Flask, paper: int, pages: list[bytes], wu: Browser, chen: Browser
) -> None:
    page = bring(app, wu, *pages)
    assert states(app) == ["waiting unseen"] * 3 and filed(app) == []
    assert "XF-2026" not in page.text and "XF-2026" not in wu.get("/scans/waiting").text
    assert "XF-2026" not in wu.get(f"/scan-pages/{ids(app)[0]}").text
    assert "XF-202612-0001" in chen.get("/scans/waiting").text
    for page_id in ids(app):
        assert wu.post(f"/scan-pages/{page_id}/confirmation", token(wu)).status == 404
        chen.submit(chen.get(f"/scan-pages/{page_id}"), action=f"/scan-pages/{page_id}/confirmation")
    assert filed(app) == [(paper, 0, *HERE)]


def token(someone: Browser) -> dict[str, str]:
    return {"csrf_token": dict(someone.get("/scans").fields("/scans"))["csrf_token"]}


def test_what_is_in_force_no_more_is_not_filed_by_itself(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    with app.app_context(), writing():
        db.session.get_one(Document, paper).status = "void"
    page = bring(app, chen, pages[0])
    assert states(app) == ["waiting void"] and "单据已失效" in page.text


def test_a_page_without_a_code_is_assigned_by_hand_and_only_where_it_belongs(
    app: Flask, paper: int, pages: list[bytes], chen: Browser, wu: Browser
) -> None:
    with app.app_context():
        number = db.session.get_one(Document, paper).number
    bring(app, chen, with_code("nobody's"), pages[1], pages[2])
    (first, *_), place = ids(app), f"/scan-pages/{ids(app)[0]}"
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number="XF-1", copy="x", page="0")
    assert wrong.status == 422 and len(wrong.faults()) == 3, wrong.faults()
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number=number, copy="1", page="1")
    assert wrong.faults() == ["这张单据没有打印过这一份"]
    wrong = chen.submit(chen.get(place), f"{place}/assignment", number=number, copy="0", page="4")
    assert wrong.faults() == ["这张单据只有 3 页"]
    assert wu.get(place).status == 404 and wu.get(f"{place}/picture").status == 404
    chen.submit(chen.get(place), f"{place}/assignment", number=number, copy="0", page="1")
    assert filed(app) == [(paper, 0, *HERE)] and states(app) == ["filed"] * 3
    assert first in ids(app)


def test_what_is_no_paper_is_set_aside_with_a_reason_once(app: Flask, chen: Browser) -> None:
    bring(app, chen, with_code("nobody's"))
    (page_id,) = ids(app)
    place = f"/scan-pages/{page_id}"
    form = chen.get(place)
    assert chen.submit(form, action=f"{place}/aside", words=" ").faults() == ["请写明原因"]
    chen.submit(form, action=f"{place}/aside", words="送货单")
    assert states(app) == ["aside foreign"] and "送货单" in chen.get(place).text
    assert "这一页别人已经处理过了" in chen.submit(form, action=f"{place}/aside", words="又一次").text


def test_a_signed_copy_moves_and_is_taken_out_again(
    app: Flask, paper: int, pages: list[bytes], chen: Browser, zhou: Browser
) -> None:
    bring(app, chen, *pages)
    place = "/signed-copies/1"
    assert "换了地方" not in zhou.get(place).text
    assert zhou.post(f"{place}/place", token(zhou)).status == 404
    chen.submit(chen.get(place), action=f"{place}/place", holder="档案室", place="B-12")
    assert filed(app) == [(paper, 0, "档案室", "B-12")]
    chen.submit(chen.get(place), action=f"{place}/withdrawal", words="扫错了版本")
    assert filed(app) == [] and states(app) == ["waiting taken_out"] * 3
    assert chen.get(place).status == 404
    with app.app_context():
        events = [e.event for e in db.session.query(AuditEvent).filter_by(stream=f"document:{paper}")]
    assert events[-2:] == ["document:signed_copy_moved", "document:signed_copy_taken_out"]


def test_bad_uploads_are_refused_at_their_place_and_keep_what_was_typed(app: Flask, chen: Browser) -> None:
    page = send(chen, holder="档案室")
    assert page.status == 422 and "请选择扫描件或照片" in page.text
    assert dict(page.fields("/scans"))["holder"].strip() == "档案室"
    for name, content, why in (
        ("空.pdf", b"", "空.pdf 是空的"),
        ("页.pdf", b"<html>", "页.pdf 不是扫描件"),
        ("表.xlsx", b"PK\x03\x04", "表.xlsx 不是扫描件"),
    ):
        page = send(chen, (name, content))
        assert page.status == 422 and why in page.text, page.text[:300]
    page = send(chen, ("a.jpg", blank()), place=" ")
    assert page.faults() == ["请填写"] and states(app) == []


def test_a_second_press_makes_one_upload(app: Flask, pages: list[bytes], chen: Browser) -> None:
    form = dict(chen.get("/scans").fields("/scans")) | KEPT
    for _ in range(2):
        fields = form | {"file": (io.BytesIO(pages[0]), "1.jpg")}
        chen.post("/scans", fields, content_type="multipart/form-data")
    read(app)
    assert states(app) == ["matched"]


def test_another_person_s_upload_is_not_there(
    app: Flask, pages: list[bytes], chen: Browser, lin: Browser
) -> None:
    page = bring(app, chen, pages[0])
    assert lin.get(page.address).status == 404


def test_an_upload_that_was_cut_short_goes_on_where_it_was(
    app: Flask, paper: int, pages: list[bytes], chen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.core.scans.worker.PAGES_AT_A_TIME", 2)
    sent = send(chen, ("一叠.pdf", in_one(pages)))
    read(app)
    assert states(app) == ["matched"] * 2
    assert "正在识别，已读 2 页" in chen.get(sent.address).text
    read(app)
    assert states(app) == ["filed"] * 3


def test_whoever_uploaded_is_told_what_waits_for_him(app: Flask, pages: list[bytes], chen: Browser) -> None:
    bring(app, chen, pages[0], with_code("nobody's"))
    assert "上传的扫描件读完了，有 1 页要你看一下" in chen.get("/notices").text


def test_a_photo_or_a_scan_is_verified_by_the_code_on_it(
    app: Flask, paper: int, pages: list[bytes], chen: Browser
) -> None:
    assert "有效" in uploaded(chen, pages[1]).text
    assert "第 2 页，共 3 页" in uploaded(chen, pages[1]).text
    assert "第 1 页，共 3 页" in uploaded(chen, in_one(pages[:1])).text
    assert "不是本系统的单据" in uploaded(chen, in_one([blank()])).text
    for odd in (blank(), with_code("nobody's"), b"\xff\xd8\xff" + bytes(99)):
        page = uploaded(chen, odd)
        assert page.status == 422 and "没有读到本系统的二维码" in page.text
