"""批量打印: the papers of a list as one PDF or a ZIP, made by the worker, for whoever asked and may see
them."""

import errno
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import faults
from portal.core.batch_printing import worker
from portal.core.batch_printing.models import PrintBatch
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.files.store import place_of
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_document
from portal.core.web.context import now
from portal.demonstration.company import author_of
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.batch_printing.batches import (
    age,
    asked,
    batch,
    bookmarks,
    file_of,
    kept,
    left_behind,
    names,
    number_of,
    press,
    states,
    work,
)
from tests.core.printing.papers import approved, archived
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases


def test_a_list_becomes_one_pdf_with_a_bookmark_for_each_paper(app: Flask, chen: Browser) -> None:
    first, second = archived(app), archived(app, 1)
    page = press(chen)
    assert "正在做，已处理 0 / 2 张" in page.text and page.response.headers["Refresh"] == "3"
    work(app)
    page = chen.get(page.address)
    assert "做好了：2 张，4 页" in page.text and "Refresh" not in page.response.headers
    pdf = file_of(chen, page)
    told = [number_of(app, n) for n in (second, first)]
    assert [name.split()[0] for name, _ in bookmarks(pdf)] == told
    assert [page for _, page in bookmarks(pdf)] == [1, 2]
    with pikepdf.open(BytesIO(pdf)) as whole:
        assert len(whole.pages) == 4
    with app.app_context():
        assert list(faults()) == []
    assert left_behind(app) == []


def test_a_list_becomes_a_zip_of_the_archives_byte_for_byte(app: Flask, chen: Browser) -> None:
    only = archived(app, 1)
    page = press(chen, kind="zip")
    work(app)
    answer = chen.get(f"{page.address}/file").response
    assert answer.mimetype == "application/zip"
    (name,) = names(answer.data)
    assert name.startswith(f"{number_of(app, only)} ") and name.endswith(".pdf")
    assert chen.get(f"/documents/{only}/pdf").response.data in answer.data


def test_what_has_no_archive_is_left_out_named_and_with_the_reason(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    archived(app, 1)
    waiting = plan(app, month=Month(2027, 3))
    decide(app, zhou, plan(app, month=Month(2027, 4)), "reject")
    approved(app)
    page = press(chen)
    work(app)
    assert states(app) == ["being_made", "not_in_force", "unfinished", "in"]
    page = chen.get(page.address)
    said = ("没有放进去的 3 张", "PDF 还在生成", "没有批准，没有存档", "还没有办完", number_of(app, waiting))
    assert [words for words in said if words not in page.text] == []


def test_where_nothing_can_be_printed_that_is_said(app: Flask, chen: Browser) -> None:
    plan(app)
    page = press(chen)
    work(app)
    assert "这个列表里没有可以打印的单据" in chen.get(page.address).text
    assert chen.get(f"{page.address}/file").status == 404
    assert "我发起的没有可以打印的" in chen.get("/notices").text


def test_a_search_is_printed_as_it_was_filtered(app: Flask, chen: Browser) -> None:
    first, _ = archived(app, 1), archived(app, 1)
    page = press(chen, f"/documents?q={number_of(app, first)}&status=approved&form=F01-1&since=2026-12")
    assert f"“{number_of(app, first)}” 月度巡访计划表 已批准 从 2026-12" in page.text
    work(app)
    assert [name.split()[0] for name, _ in bookmarks(file_of(chen, page))] == [number_of(app, first)]


def test_what_somebody_decided_is_printed_each_once(app: Flask, chen: Browser, zhou: Browser) -> None:
    paper = plan(app)
    decide(app, zhou, paper, "return")
    chen.submit(chen.get(f"/tasks/{task_of(app, paper, '1001')}"), button="act=send")
    decide(app, zhou, paper, "approve")
    with app.app_context():
        print_document(paper)
    page = press(zhou, "/done")
    work(app)
    assert states(app) == ["in"] and "做好了：1 张" in zhou.get(page.address).text


def decide(app: Flask, zhou: Browser, document_id: int, kind: str) -> None:
    """周敏 decides on a paper."""
    task = f"/tasks/{task_of(app, document_id, '1003')}"
    zhou.submit(zhou.get(task), action=f"{task}/decision", button=f"kind={kind}", opinion="照此办理")


def test_it_may_be_left_and_found_again(app: Flask, chen: Browser) -> None:
    archived(app, 1)
    page = press(chen)
    assert "正在做" in chen.get("/print-batches").text
    work(app)
    found = chen.get("/print-batches")
    assert "做好了" in found.text and "1 / 1 张" in found.text and found.all("a", href=page.address)
    assert "我发起的打印好了，1 张，可以下载" in chen.get("/notices").text


def test_a_second_press_while_it_is_made_finds_the_first(app: Flask, chen: Browser) -> None:
    archived(app, 1)
    assert press(chen).address == press(chen).address
    assert press(chen, kind="zip").address != press(chen).address
    work(app)
    assert press(chen).address not in ("/print-batches/1", "/print-batches/2")


@pytest.mark.parametrize(("count", "good"), [(2, True), (3, False)])
def test_more_than_the_most_is_refused_with_how_many_there_are(
    app: Flask, chen: Browser, count: int, good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.core.desk.print_batches.MOST", 2)
    for month in range(1, count + 1):
        plan(app, month=Month(2027, month))
    page = press(chen)
    assert page.status == (200 if good else 422)
    if not good:
        assert "我发起的有 3 张，一次最多打印 2 张，没有开始" in page.text
        assert page.all("a", href="/mine")
        assert "还没有批量打印过" in page.text


def test_only_so_many_wait_at_a_time(app: Flask, chen: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.core.batch_printing.operations.MOST_WAITING", 1)
    archived(app, 1)
    press(chen)
    page = press(chen, kind="zip")
    assert page.status == 422 and "做好一份再打印下一份" in page.text


def test_what_no_list_says_is_refused(app: Flask, chen: Browser) -> None:
    archived(app, 1)
    token = {"csrf_token": dict(chen.get("/mine").fields("/print-batches"))["csrf_token"]}
    search = {"list": "search", "kind": "pdf"}
    for odd in ({}, {"list": "x"}, {"list": "mine", "kind": "x"}, search | {"since": "x"}):
        page = chen.post("/print-batches", token | odd)
        assert page.status == 422 and "请回到列表" in page.text, odd
    page = chen.post("/print-batches", token | search | {"q": "\x00没有这样的"})
    assert page.status == 422 and "没有单据" in page.text


def test_nobody_else_has_it(app: Flask, chen: Browser, zhou: Browser) -> None:
    archived(app, 1)
    page = press(chen)
    work(app)
    for other in (zhou, signed_in(app, "1009"), signed_in(app, "1008")):
        assert other.get(page.address).status == other.get(f"{page.address}/file").status == 404
        assert "还没有批量打印过" in other.get("/print-batches").text


def test_what_one_may_not_see_when_it_is_made_is_left_out_without_its_number(
    app: Flask, chen: Browser, wu: Browser
) -> None:
    hidden = archived(app, 1)
    batch_id = asked(app, [hidden], person_id=4)
    work(app)
    page = wu.get(f"/print-batches/{batch_id}")
    assert states(app) == ["unseen"] and "你现在无权查看" in page.text
    assert number_of(app, hidden) not in page.text and wu.get(f"{page.address}/file").status == 404


def test_what_one_may_see_no_more_is_not_given_out(app: Flask) -> None:
    paper, wang = archived(app, 1), signed_in(app, "1006")
    place = f"/print-batches/{asked(app, [paper], person_id=6)}"
    work(app)
    assert wang.get(f"{place}/file").status == 200
    with app.app_context():
        elsewhere = author_of("1012").unit_id  # which she does not head
        with writing() as session:
            session.get_one(Document, paper).unit_id = elsewhere
    assert "有 1 张单据你现在无权查看，不能再下载" in wang.get(place).text
    assert wang.get(f"{place}/file").status == 404


def test_a_torn_or_lost_paper_is_left_out_and_the_others_are_bound(app: Flask, chen: Browser) -> None:
    torn, lost, _ = archived(app, 1), archived(app, 1), archived(app, 1)
    with app.app_context():
        folder = app.config["SETTINGS"].files
        digests = [db.session.get_one(PrintOrder, n).digest or "" for n in (torn, lost)]
    place_of(folder, digests[0]).write_bytes(b"%PDF-1.7\n")
    place_of(folder, digests[1]).unlink()
    press(chen)
    work(app)
    assert states(app) == ["in", "lost", "lost"]


def test_a_disk_that_is_full_is_tried_again_and_at_last_said(
    app: Flask, chen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    archived(app, 1)
    page = press(chen)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(worker, "take_in", full)
        work(app)
        assert batch(app).state == "wanted" and left_behind(app) == []
    work(app)
    assert batch(app).state == "done"
    again = press(chen)
    monkeypatch.setattr(worker, "take_in", full)
    for _ in range(4):
        work(app)
    assert "没有做成" in chen.get(again.address).text and page.address != again.address
    assert "我发起的没有打印成功，请再试一次" in chen.get("/notices").text


def test_made_twice_changes_nothing(app: Flask, chen: Browser, clock) -> None:
    archived(app, 1)
    press(chen)
    work(app)
    made = batch(app).made_at
    clock.advance(minutes=1)
    with app.app_context():
        worker.make_print_batch(1)
    assert batch(app).made_at == made and batch(app).attempts == 1
    assert chen.get("/notices").text.count("打印好了，1 张") == 1


def test_a_file_is_deleted_after_thirty_days_unless_another_batch_has_the_same(
    app: Flask, chen: Browser
) -> None:
    archived(app, 1)
    press(chen)
    work(app)
    with app.app_context():
        moment = now()
    age(app, moment - timedelta(days=30) + timedelta(minutes=1))
    work(app)
    assert batch(app).state == "done"
    age(app, moment - timedelta(days=30, minutes=1))
    press(chen)
    with app.app_context():
        worker.make_print_batch(2)
    assert batch(app).digest == batch(app, 2).digest and len(kept(app)) == 1
    work(app)
    assert (batch(app).state, batch(app, 2).state, len(kept(app))) == ("gone", "done", 1)
    assert "已过 30 天保留期，已删除" in chen.get("/print-batches/1").text
    assert chen.get("/print-batches/1/file").status == 404
    assert chen.get("/print-batches/2/file").status == 200
    age(app, moment - timedelta(days=31))
    work(app)
    assert kept(app) == []


def test_the_order_of_the_list_is_kept_over_several_rounds(
    app: Flask, chen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AT_A_TIME", 2)
    ids = [archived(app, 1) for _ in range(5)]
    page = press(chen)
    work(app)
    told = [name.split()[0] for name, _ in bookmarks(file_of(chen, page))]
    assert told == [number_of(app, n) for n in reversed(ids)]
    assert [number for _, number in bookmarks(file_of(chen, page))] == [1, 2, 3, 4, 5]


def test_how_far_it_is_can_be_read_while_it_is_made(
    app: Flask, chen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "AT_A_TIME", 1)
    for _ in range(3):
        archived(app, 1)
    page = press(chen)
    told = list[str]()
    real = worker.note

    def note(batch_id: int, fates: worker.Fates) -> None:
        real(batch_id, fates)
        told.append(chen.get(page.address).text)

    monkeypatch.setattr(worker, "note", note)
    work(app)
    assert [f"已处理 {n} / 3 张" in text for n, text in enumerate(told, 1)] == [True] * 3


def test_a_list_is_one_s_own_and_an_empty_one_offers_nothing(app: Flask, lin: Browser) -> None:
    archived(app, 1)  # sent and decided by others
    token = {"csrf_token": dict(lin.get("/scans").fields("/scans"))["csrf_token"]}
    for name, title in (("mine", "我发起的"), ("done", "已办"), ("search", "查单据")):
        page = lin.post("/print-batches", token | {"list": name, "kind": "pdf"})
        assert page.status == 422 and f"{title}没有单据" in page.text
        place = "/documents" if name == "search" else f"/{name}"
        assert "批量打印整个列表" not in lin.get(place).text
    with app.app_context():
        assert db.session.scalars(select(PrintBatch)).all() == []
