"""Evidence: kept beside the draft with everything typed, sent with the paper, fetched by those who see it."""

import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.app import sweep_attachments
from portal.core.attachments.media import DOCX, XLSX, media_of
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import plain_name
from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Snapshot
from portal.core.documents.operations import view_of
from portal.core.evidence import EVIDENCE
from portal.extensions import db
from tests.conftest import signed_in
from tests.evidence import JPEG, PNG, REPORT, attach, begun, returned_report, sent
from tests.pages import Browser, Page


def archive(*names: str) -> bytes:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return place.getvalue()


TAKEN = [
    (JPEG, "image/jpeg"),
    (PNG, "image/png"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    (b"%PDF-1.7\n", "application/pdf"),
    (archive("[Content_Types].xml", "xl/workbook.xml"), XLSX),
    (archive("[Content_Types].xml", "word/document.xml"), DOCX),
]
REFUSED = [
    b"<html><script>alert(1)</script></html>",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    b"GIF89a",
    b"MZ\x90\x00",
    b"RIFF\x00\x00\x00\x00WAVE",
    b"PK\x03\x04 broken",
    archive("a.txt"),
    archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
    b"\x00\x00\x00\x18ftypheic",
]


@pytest.mark.parametrize(("content", "media"), TAKEN)
def test_a_file_is_what_its_content_says(content: bytes, media: str) -> None:
    assert media_of(content) == media


@pytest.mark.parametrize("content", REFUSED)
def test_everything_else_is_refused_whatever_its_name(chen: Browser, content: bytes) -> None:
    page = attach(chen, begun(chen), content, "照片.jpg", trend="手机上填的")
    assert "没有附上：只收照片" in page.text
    assert "手机上填的" in page.text


def test_what_was_typed_stays_when_a_file_joins_or_goes(app: Flask, chen: Browser) -> None:
    page = attach(chen, begun(chen), PNG, trend="促销增多")
    assert "现场.png" in page.text and "促销增多" in page.text
    with app.app_context():
        number = db.session.scalars(select(Attachment.id)).one()
    gone = chen.post(f"{page.address}/attachments", dict(page.fields("/forms")) | {"act": f"drop:{number}"})
    assert "现场.png" not in gone.text and "促销增多" in gone.text


@pytest.mark.both_databases
def test_files_are_part_of_what_is_decided_and_printed(app: Flask, chen: Browser, zhou: Browser) -> None:
    page = sent(chen)
    assert "现场.png" in page.text
    with app.app_context():
        row = db.session.scalars(select(Attachment)).one()
        view = view_of(db.session.scalars(select(Snapshot)).one())
        assert row.document_id is not None
        texts = [cell.text for table in view.tables() for line in table.rows for cell in line.cells]
        assert row.digest[:16] in texts
        address = f"/attachments/{row.id}"
    answer = zhou.get(address).response
    assert answer.data == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_strangers_find_neither_a_drafts_file_nor_a_papers(app: Flask, chen: Browser, wu: Browser) -> None:
    attach(chen, begun(chen), PNG)
    with app.app_context():
        number = db.session.scalars(select(Attachment.id)).one()
    readers = (chen, wu, signed_in(app, "1003"))
    assert [reader.get(f"/attachments/{number}").status for reader in readers] == [200, 404, 404]


def test_the_same_file_twice_is_one_and_the_tenth_is_refused(app: Flask, chen: Browser) -> None:
    page = begun(chen)
    for number in (0, 0, *range(1, 9)):
        page = attach(chen, page, PNG + bytes([number]))
    with app.app_context():
        assert len(db.session.scalars(select(Attachment)).all()) == 9
    assert "最多 9 个附件" in attach(chen, page, PNG + b"\xff").text


def test_too_large_a_file_is_told_so(chen: Browser) -> None:
    page = attach(chen, begun(chen), PNG + bytes(10 * 1024 * 1024), trend="大照片")
    assert "每个文件最多 10 MB" in page.text and "大照片" in page.text
    assert "没有附上：请先选择文件" in attach(chen, begun(chen), b"", "").text


def test_a_form_without_evidence_takes_no_file(chen: Browser) -> None:
    fresh = chen.get("/forms/f01-1/new")
    assert "附上" not in fresh.text
    fields = dict(fresh.fields("/forms")) | {"act": "attach"}
    assert chen.post(f"{fresh.address}/attachments", fields).status == 404


def test_a_paper_that_came_back_keeps_its_files_and_takes_more(app: Flask, chen: Browser) -> None:
    task = returned_report(app)
    page = chen.get(f"/tasks/{task}/sheet")
    fields = dict(page.fields("/tasks")) | {"act": "attach", "file": (io.BytesIO(PNG), "补的.png")}
    more = chen.post(f"/tasks/{task}/attachments", fields, content_type="multipart/form-data")
    again = chen.submit(more, action="/tasks", button="act=send", **REPORT)
    assert "补的.png" in again.text and "现场.png" in again.text


def files_act(author: Browser, task: int, act: str) -> Page:
    """Press a button beside a file of a paper that came back."""
    page = author.get(f"/tasks/{task}/sheet")
    fields = dict(page.fields("/tasks")) | {"act": act, "trend": "改过的动向"}
    return author.post(f"/tasks/{task}/attachments", fields, content_type="multipart/form-data")


def names(app: Flask) -> list[list[str]]:
    """The files that each version of the paper shows."""
    with app.app_context():
        views = [view_of(s) for s in db.session.scalars(select(Snapshot).order_by(Snapshot.position))]
        shown = [[t for t in view.tables() if t.name == EVIDENCE] for view in views]
        return [[line.cells[0].text for table in tables for line in table.rows] for tables in shown]


@pytest.mark.both_databases
def test_a_file_taken_away_stays_with_the_version_that_showed_it(app: Flask, chen: Browser) -> None:
    task = returned_report(app)
    with app.app_context():
        row = db.session.scalars(select(Attachment)).one()
        number, document = row.id, row.document_id
    page = files_act(chen, task, f"away:{number}")
    assert "重交后不再列出" in page.text and "改过的动向" in page.text
    zhou = signed_in(app, "1003")
    assert "现场.png" in zhou.get(f"/documents/{document}").text, "what he sent back still shows it"
    again = chen.submit(page, action="/tasks", button="act=send", **REPORT)
    assert "已重新提交" in again.text and "现场.png" not in again.text
    assert names(app) == [["现场.png"], []]
    assert zhou.get(f"/attachments/{number}").response.data == JPEG
    with app.app_context():
        event = db.session.scalars(select(AuditEvent).filter_by(event="document:file_removed")).one()
        assert (event.stream, event.person_id) == (f"document:{document}", 1)


def test_a_file_taken_away_can_be_put_back_until_it_is_sent(app: Flask, chen: Browser) -> None:
    task = returned_report(app)
    with app.app_context():
        number = db.session.scalars(select(Attachment.id)).one()
    files_act(chen, task, f"away:{number}")
    page = files_act(chen, task, f"back:{number}")
    assert "重交后不再列出" not in page.text
    chen.submit(page, action="/tasks", button="act=send", **REPORT)
    assert names(app) == [["现场.png"], ["现场.png"]]


def test_nobody_takes_a_file_away_from_a_paper_that_is_not_his_to_revise(app: Flask, chen: Browser) -> None:
    task = returned_report(app)
    with app.app_context():
        number = db.session.scalars(select(Attachment.id)).one()
    token = dict(chen.get("/forms/f01-3/new").fields("/forms"))
    fresh = chen.get("/forms/f01-3/new").address
    chen.post(f"{fresh}/attachments", token | {"act": f"away:{number}"})
    chen.submit(chen.get(f"/tasks/{task}/sheet"), action="/tasks", button="act=send", **REPORT)
    assert chen.post(f"/tasks/{task}/attachments", token | {"act": f"away:{number}"}).status == 404
    with app.app_context():
        assert db.session.scalars(select(Attachment.gone_from)).one() is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("", "附件"),
        ("\u202egpj.exe", "gpj.exe"),
        ("好" * 300 + ".png", "好" * 100 + ".png"),
        ('a"b\r\nSet-Cookie: x.png', 'a"bSet-Cookie: x.png'),
    ],
)
def test_a_name_is_only_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_what_was_never_sent_is_forgotten_after_thirty_days(app: Flask, chen: Browser, clock) -> None:
    attach(chen, begun(chen), PNG)
    sent(chen, JPEG)
    for days, left in ((29, 2), (2, 1)):
        clock.moment += timedelta(days=days)
        with app.app_context():
            sweep_attachments()
            assert len(db.session.scalars(select(Attachment)).all()) == left
    with app.app_context():
        files = [f for f in app.config["SETTINGS"].files.rglob("*") if f.is_file()]
        assert JPEG in [f.read_bytes() for f in files] and PNG not in [f.read_bytes() for f in files]
