"""DESIGN §10: the archive PDF is PDF/A-3u and holds its document as data; before approval it is a draft."""

import io
import re
from pathlib import Path

import msgspec
import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.documents.models import Document, Snapshot
from portal.core.facts import Month
from portal.core.printing.models import PrintOrder
from portal.core.printing.worker import print_document
from portal.extensions import db
from tests.core.printing.papers import archived, text_of
from tests.pages import Browser
from tests.plans import plan, task_of

NAMES = "{http://www.aiim.org/pdfa/ns/id/}"


@pytest.fixture
def paper(app: Flask) -> int:
    """An approved plan, printed."""
    return archived(app, 3)


def opened(someone: Browser, address: str) -> pikepdf.Pdf:
    answer = someone.get(address).response
    assert answer.mimetype == "application/pdf", answer.data[:200]
    return pikepdf.open(io.BytesIO(answer.data))


def test_the_archive_says_that_it_is_pdf_a_3u(paper: int, chen: Browser) -> None:
    with opened(chen, f"/documents/{paper}/pdf") as pdf:
        said = pdf.open_metadata()
        assert (said[f"{NAMES}part"], said[f"{NAMES}conformance"]) == ("3", "U")
        assert len(pdf.Root.OutputIntents) == 1
        assert not pdf.is_encrypted
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert fonts
        for font in fonts:
            described = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(described.keys())
            assert "/ToUnicode" in font


def test_it_holds_the_facts_and_the_history_as_they_were_approved(
    app: Flask, paper: int, chen: Browser
) -> None:
    with opened(chen, f"/documents/{paper}/pdf") as pdf:
        assert list(pdf.attachments) == ["document.json"]
        held = msgspec.json.decode(pdf.attachments["document.json"].get_file().read_bytes())
        (associated,) = {part.objgen for part in pdf.Root.AF}
        assert pdf.get_object(associated).AFRelationship == "/Data"
    with app.app_context():
        document = db.session.get_one(Document, paper)
        snapshot = db.session.get_one(Snapshot, document.snapshot_id)
        assert held["facts"] == msgspec.json.decode(snapshot.facts)
        assert (held["number"], held["snapshot"]) == (document.number, snapshot.digest)
    assert [(line["person"], line["verb"]) for line in held["history"]] == [
        ("陈立", "提交"),
        ("周敏", "同意"),
    ]
    assert [cell["label"] for cell in held["signatures"]] == ["业务经理", "办事处经理"]


def test_it_is_made_once_and_opened_byte_for_byte(app: Flask, paper: int, chen: Browser) -> None:
    first = chen.get(f"/documents/{paper}/pdf").response.data
    with app.app_context():
        print_document(paper)
        assert db.session.scalars(select(PrintOrder.state)).all() == ["done"]
    assert chen.get(f"/documents/{paper}/pdf").response.data == first


def test_before_approval_a_print_is_a_draft_on_every_page(app: Flask, chen: Browser, tmp_path: Path) -> None:
    waiting = plan(app)
    assert "打印草稿" in chen.get(f"/documents/{waiting}").text
    answer = chen.get(f"/documents/{waiting}/draft").response
    assert answer.mimetype == "application/pdf"
    pages = text_of(answer.data, tmp_path, "-raw").split("\f")[:-1]
    assert all("草稿" in re.sub(r"\s", "", page) for page in pages)
    assert not opened(chen, f"/documents/{waiting}/draft").attachments


def test_a_refused_one_says_what_became_of_it(
    app: Flask, chen: Browser, zhou: Browser, tmp_path: Path
) -> None:
    refused = plan(app)
    task = f"/tasks/{task_of(app, refused, '1003')}"
    zhou.submit(zhou.get(task), action="/tasks", button="kind=reject", opinion="重复")
    answer = chen.get(f"/documents/{refused}/draft").response
    assert "已驳回" in re.sub(r"\s", "", text_of(answer.data, tmp_path, "-raw"))


def test_what_is_in_force_has_no_draft_and_what_is_not_has_no_archive(
    app: Flask, paper: int, chen: Browser, wu: Browser
) -> None:
    waiting = plan(app, month=Month(2027, 1))
    assert chen.get(f"/documents/{paper}/draft").status == 404
    assert chen.get(f"/documents/{waiting}/pdf").status == 404
    assert wu.get(f"/documents/{waiting}/draft").status == 404
