"""Posts that no page of ours sends: answered with a page that says so, never with a fault of ours."""

import json
import time
from io import BytesIO

from flask import Flask

from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.extensions import db
from tests.hostile.sheets import Desk, sheet, shown_head, shown_lines, visit
from tests.pages import Browser

PLAN = sheet([visit(0)])
NONSENSE = (
    "", "SEND", "send ", "sen", "add:", "add:nothing", "add:lines:x", "remove:lines", "remove:lines:ffffffff",
    "remove:month:x", ":::", "x" * 9000, "\x00", "𠮷",
)  # fmt: skip


def counted(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return db.session.query(Document).count(), db.session.query(Task).count()


def test_of_a_field_posted_twice_the_first_counts(chen: Browser) -> None:
    twice = [("month", "2027-01"), ("lines-0-goal", "第二个"), ("lines-0-day", "2027-01-01")]
    page = Desk(chen).send([*PLAN, *twice])
    assert shown_head(page)["计划月份"] == "2026年12月"
    assert shown_lines(page)[0]["goal"] == "核对订货"


def test_without_its_token_nothing_is_kept(app: Flask, chen: Browser) -> None:
    desk = Desk(chen)
    for own in ([], *([("csrf_token", token)] for token in ("", "x", "x" * 9000, "\x00", "IjEi.aaaa.bbbb"))):
        desk.own = own
        page = desk.send(PLAN)
        assert page.status == 400
        assert "页面已过期" in page.text
    assert counted(app) == (0, 0)


def test_anothers_token_is_no_token(app: Flask, chen: Browser, lin: Browser) -> None:
    desk = Desk(chen)
    desk.author = lin
    assert desk.send(PLAN).status == 400
    assert counted(app) == (0, 0)


def test_another_content_type_is_no_form(app: Flask, chen: Browser) -> None:
    address = chen.get("/forms/f01-1/new").address
    body = json.dumps(dict(PLAN) | {"act": "send"}).encode()
    for kind in ("text/plain", "application/json", "application/xml", "image/png", "x", ""):
        assert chen.post(address, body, content_type=kind).status == 400, kind
    assert counted(app) == (0, 0)


def test_multipart_is_a_form_like_any_other(chen: Browser) -> None:
    page = chen.get("/forms/f01-1/new")
    fields = dict(page.fields()) | dict(PLAN) | {"act": "send"}
    sent = chen.post(page.address, fields, content_type="multipart/form-data")
    assert "已提交" in sent.text


def test_a_file_in_place_of_words_is_an_empty_cell(chen: Browser) -> None:
    page = chen.get("/forms/f01-1/new")
    fields = dict(page.fields()) | dict(PLAN) | {"act": "send"}
    fields["lines-0-goal"] = (BytesIO(b"MZ"), "a.exe")
    refused = chen.post(page.address, fields, content_type="multipart/form-data")
    assert (refused.status, refused.faults()) == (422, ["请填写"])


def test_a_part_without_a_name_is_refused(app: Flask, chen: Browser) -> None:
    """CSRF's reader of names failed at it, at every address: no part of a browser's post is without one."""
    part, odd = "multipart/form-data; boundary=x", {"Referer": "http://[x", "Origin": "http://[x"}
    for more in ("form-data", 'form-data; filename="a.png"', "form-data; name*=utf-8''%ff"):
        body = f"--x\r\nContent-Disposition: {more}\r\n\r\n1\r\n--x--\r\n".encode()
        for address in ("/login", "/forms/f01-1/" + "a" * 32, "/nowhere"):
            page = chen.post(address, body, content_type=part, headers=odd)
            assert page.status == (404 if address == "/nowhere" else 400), (more, address)
            assert "请求编号" in page.text and page.all("link"), "the page of a fault, whole"
    assert counted(app) == (0, 0)


def test_more_fields_than_any_sheet_has_are_refused_whole(app: Flask, chen: Browser) -> None:
    page = Desk(chen).send([(f"x{n}", "1") for n in range(5000)])
    assert page.status == 413
    assert "内容太大" in page.text
    assert counted(app) == (0, 0)


def test_ten_megabytes_are_refused_at_once(chen: Browser) -> None:
    desk, began = Desk(chen), time.perf_counter()
    page = desk.send([("remarks", "A" * 10_485_760)])
    assert time.perf_counter() - began < 1
    assert page.status == 413
    assert "缩短文字、减少行数" in page.text


def test_an_act_of_nonsense_keeps_the_draft_and_sends_nothing(app: Flask, chen: Browser) -> None:
    desk = Desk(chen)
    for act in NONSENSE:
        page = desk.send(PLAN, act=act)
        assert (page.status, page.address[:12]) == (200, "/forms/f01-1"), act[:80]
        assert dict(page.fields())["lines-0-goal"] == "核对订货"
    assert counted(app) == (0, 0)


def test_a_sheet_without_a_key_of_ours_does_not_exist(app: Flask, chen: Browser) -> None:
    desk = Desk(chen)
    for key in ("f" * 31, "f" * 33, "F" * 32, "../../../../../../../../etc/pass", "%00" * 32):
        assert desk.send(PLAN, key=key).status == 404, key
    assert counted(app) == (0, 0)


def test_a_key_that_somebody_else_spent_leads_nobody_to_his_document(chen: Browser, lin: Browser) -> None:
    mine, hers = (Desk(author).send(PLAN, key="a" * 32).address for author in (chen, lin))
    assert mine != hers
    assert (chen.get(mine).status, lin.get(hers).status, lin.get(mine).status) == (200, 200, 404)
