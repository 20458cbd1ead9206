"""Complaints from Excel: each row a sheet that is sent, all of them or none, what is wrong at its row."""

import io

from flask import Flask
from python_calamine import CalamineWorkbook

from portal.core.documents.models import Document
from portal.core.spreadsheets.writing import workbook
from portal.core.web.context import catalogue
from portal.domain.complaints.lists import list_of
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from tests.domain.complaints.taking import complaint, taker
from tests.pages import Browser, Page

PLACE = "/complaints/lists/f10-4d"
ROW = {
    "day": "2026-11-20", "channel": "电话", "region": "国内", "loss": "有损失", "customer": "嘉禾建材",
    "what": "板面起泡",
}  # fmt: skip


def upload(app: Flask, service: Browser, *rows: dict[str, str]) -> Page:
    lines = [(f"lines-{n}-{cell}", t) for n, row in enumerate(rows) for cell, t in (ROW | row).items()]
    with app.app_context():
        file = workbook(list_of(catalogue().type("F10-4D")), lines, {})
    token = dict(service.get(PLACE).fields(PLACE))["csrf_token"]
    data = {"csrf_token": token, "workbook": (io.BytesIO(file), "投诉.xlsx")}
    return service.post(PLACE, data, content_type="multipart/form-data")


def told(page: Page) -> list[str]:
    """What the answered workbook says at the end of each row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return [str(row[-1]) for row in book.get_sheet_by_name("客诉登记").to_python()[3:] if any(row)]


def registered(app: Flask) -> int:
    with app.app_context():
        assert (
            db.session.query(Document).filter_by(type="F10-4D").count() == db.session.query(Complaint).count()
        )
        return db.session.query(Complaint).count()


def test_r10_7_3_a_list_is_taken_down_whole_and_only_once(app: Flask) -> None:
    service = taker(app)
    rows = ({}, {"customer": "E0002", "product": "M100", "order": "DD-1"})
    page = upload(app, service, *rows)
    assert "已登记 2 件投诉" in page.text and "KS10-202611-002" in page.text
    assert registered(app) == 2
    assert "没有重复登记" in upload(app, service, *rows).text
    assert registered(app) == 2


def test_r10_7_3_what_is_wrong_stands_at_its_row_and_nothing_is_taken_down(app: Flask) -> None:
    service = taker(app)
    answers = told(upload(app, service, {}, {"customer": "没有这家", "what": ""}, {"loss": "也许"}))
    assert answers[0] == "" and "没有找到客户" in answers[1] and "投诉内容：请填写" in answers[1]
    assert "有无损失" in answers[2]
    assert registered(app) == 0


def test_r10_7_3_duplicates_are_told_at_their_row_also_those_within_the_list(app: Flask) -> None:
    service = taker(app)
    complaint(app, "E0002", order="DD-7")
    answers = told(upload(app, service, {}, {"customer": "E0002", "order": "DD-7"}, {}))
    assert answers[0] == ""
    assert "KS10-202611-001" in answers[1] and "同一订单" in answers[1]
    assert "第 1 行" in answers[2] and "30 天内接到" in answers[2]
    assert registered(app) == 1
    fresh = {"fresh": "是新的投诉"}
    page = upload(app, service, {}, {"customer": "E0002", "order": "DD-7"} | fresh, fresh)
    assert "已登记 3 件投诉" in page.text and registered(app) == 4


def test_an_empty_list_and_one_of_another_form_are_refused(app: Flask) -> None:
    service = taker(app)
    assert service.get(f"{PLACE}/template.xlsx").response.data.startswith(b"PK")
    token = dict(service.get(PLACE).fields(PLACE))["csrf_token"]
    page = service.post(PLACE, {"csrf_token": token})
    assert page.address == PLACE and "没有登记" in page.text
    assert service.get("/complaints/lists/f01-1").status == 404
