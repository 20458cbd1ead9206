"""Workbooks in and out: what somebody chose is read or told why not, faults come back marked, no formulas."""

import io
import zipfile

import pytest
import xlsxwriter
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.forms.fields import Fields
from portal.core.spreadsheets.layout import marker
from portal.core.spreadsheets.reading import Unusable, read_workbook
from portal.core.spreadsheets.writing import table_workbook, workbook
from portal.extensions import db
from portal.regulations.customer_maintenance.documents import journal, visit_plan
from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.pages import Browser, Page
from tests.plans import plan
from tests.turns import due

KEY = "e" * 32
WORDS = {"route": "滨江", "frequency": "2", "goal": "看", "solution": "补货"}
LINE = {"day": "2026-12-01", "customer": "嘉禾建材", **WORDS}
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "https://example.com", "_x0041_", "=cmd|' /C calc'!A0"]


def fields(*lines: dict[str, str]) -> Fields:
    typed = [(f"lines-{n}-{cell}", text) for n, line in enumerate(lines) for cell, text in line.items()]
    return [("month", "2026-12"), *typed]


def upload(author: Browser, content: bytes, code: str = "f01-1") -> Page:
    token = dict(author.get(f"/forms/{code}/{KEY}").fields("/forms"))["csrf_token"]
    file = {"csrf_token": token, "workbook": (io.BytesIO(content), "填好的.xlsx")}
    return author.post(f"/forms/{code}/{KEY}/import", file, content_type="multipart/form-data")


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_filled_workbook_becomes_the_draft_and_is_sent(chen: Browser) -> None:
    page = upload(chen, workbook(visit_plan, fields(LINE), {}))
    assert "已从 Excel 填入，请核对后提交" in page.text
    assert "XF-202612-0001" in chen.submit(page, action="/forms/f01-1/e", button="act=send").text


def test_faults_are_shown_at_their_cells_and_come_back_in_the_workbook(chen: Browser) -> None:
    page = upload(chen, workbook(visit_plan, fields(LINE, LINE | {"day": "明天", "customer": "谁"}), {}))
    assert page.status == 422
    assert any("没有找到客户「谁」" in fault for fault in page.faults())
    content = chen.client.get(f"/forms/f01-1/{KEY}/marked.xlsx").data
    rows = sheets(content)["巡访安排"]
    assert rows[3][-1] == ""
    assert "没有找到客户「谁」" in str(rows[4][-1]) and "巡访日期：" in str(rows[4][-1])
    again = upload(chen, content)
    assert again.status == 422, "what was marked can be given back"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "请选择 .xlsx 文件"),
        (b"PK\x03\x04 broken", "请选择 .xlsx 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old xls", "请先另存为 .xlsx"),
        (workbook(journal, [], {}), "这不是《月度巡访计划表》现在的模板"),
        (table_workbook("表头", ("guiju F01-1 99",), []), "请重新下载模板再填"),
        (workbook(visit_plan, fields(*[LINE] * 301), {}), "最多 300 行，文件里有 301 行"),
    ],
)
def test_what_is_no_filled_template_is_refused_in_words(chen: Browser, content: bytes, told: str) -> None:
    assert told in upload(chen, content).text


def bomb(parts: int, size: int) -> bytes:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"xl/{number}.xml", b"0" * size)
    return place.getvalue()


@pytest.mark.parametrize("content", [bomb(1, 21 * 1024 * 1024), bomb(201, 1)])
def test_a_bomb_is_refused_before_it_is_unpacked(content: bytes) -> None:
    with pytest.raises(Unusable, match="太大"):
        read_workbook(visit_plan, content)


def test_numbers_days_and_times_typed_as_such_are_read_as_typed() -> None:
    place = io.BytesIO()
    with xlsxwriter.Workbook(place, {"default_date_format": "yyyy-mm-dd"}) as book:
        head, lines = book.add_worksheet("表头"), book.add_worksheet("巡访安排")
        head.write_string(0, 0, marker(visit_plan))
        head.write_row(3, 0, ["month", "计划月份"])
        from datetime import datetime  # noqa: PLC0415 - only here

        head.write_datetime(3, 2, datetime(2026, 12, 1))  # noqa: DTZ001 - a workbook knows no zone
        lines.write_row(1, 0, ["day", "frequency", "goal", "nothing of ours"])
        lines.write_datetime(3, 0, datetime(2026, 12, 3))  # noqa: DTZ001
        lines.write_row(3, 1, [2, 1234.5, "x"])
    typed = dict(read_workbook(visit_plan, place.getvalue()))
    assert typed["month"] == "2026-12"
    assert (typed["lines-0-day"], typed["lines-0-frequency"], typed["lines-0-goal"]) == (
        "2026-12-03",
        "2",
        "1234.5",
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    content = workbook(visit_plan, fields(LINE | {"goal": text}), {})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())
    assert dict(read_workbook(visit_plan, content))["lines-0-goal"] == text


def test_every_blank_form_is_one_page_with_every_label(app: Flask, chen: Browser, tmp_path) -> None:
    """A quarter of the forms a day."""
    for form in (form for form in app.extensions["catalogue"].types() if due(form.code)):
        answer = chen.client.get(f"/forms/{form.slug}/blank.pdf")
        assert answer.mimetype == "application/pdf", form.code
        text = text_of(answer.data, tmp_path)
        assert text.count("\f") == 1, form.code
        plain = "".join(text.split())
        assert all(label in plain for label in (*form.sheet.signed, form.title)), form.code


def test_a_document_goes_out_as_it_stands_and_only_to_those_who_see_it(
    app: Flask, chen: Browser, wu: Browser
) -> None:
    document_id = plan(app)
    answer = chen.client.get(f"/documents/{document_id}/xlsx")
    assert dict(read_workbook(visit_plan, answer.data))["lines-0-goal"] == "核对下月订货与库存"
    assert wu.get(f"/documents/{document_id}/xlsx").status == 404


def test_a_list_goes_out_as_far_as_one_may_see_it(app: Flask, chen: Browser) -> None:
    plan(app)
    plan(app, number="1004")
    rows = {n: sheets(signed_in(app, n).client.get("/documents.xlsx").data)["单据"] for n in ("1001", "1007")}
    with app.app_context():
        numbers = list(db.session.scalars(select(Document.number).order_by(Document.id)))
    assert [row[0] for row in rows["1001"][1:]] == numbers[:1]
    assert [row[0] for row in rows["1007"][1:]] == numbers[::-1]
    assert chen.client.get("/documents.xlsx?q=没有这样的词").status_code == 200
    assert "q=" in chen.client.get("/documents.xlsx?q=" + "好" * 500).location
