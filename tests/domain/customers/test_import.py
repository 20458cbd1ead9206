"""Customers from Excel: all or nothing, faults in the same workbook, nobody twice without being told."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.core.forms.fields import Fields
from portal.core.spreadsheets.writing import workbook
from portal.domain.customers.lists import LIST
from portal.domain.customers.models import Customer
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
NEW = {"name": "青云五金", "grade": "B", "contact_name": "钱经理", "contact_phone": "13911112222"}


def fields(*rows: dict[str, str]) -> Fields:
    return [(f"lines-{n}-{cell}", text) for n, row in enumerate(rows) for cell, text in row.items()]


def upload(author: Browser, *rows: dict[str, str]) -> Page:
    token = dict(author.get("/customers").fields("/customers/import"))["csrf_token"]
    file = (io.BytesIO(workbook(LIST, fields(*rows), {})), "客户.xlsx")
    data = {"csrf_token": token, "workbook": file}
    return author.post("/customers/import", data, content_type="multipart/form-data")


def told(page: Page) -> list[str]:
    """What the answered workbook says at the end of each row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return [str(row[-1]) for row in book.get_sheet_by_name("客户").to_python()[3:] if any(row)]


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(Customer)).one()


def test_a_list_is_registered_whole_and_the_same_file_only_once(app: Flask, chen: Browser) -> None:
    before = count(app)
    other = NEW | {"name": "白石陶瓷", "contact_phone": "13911113333"}
    assert "已登记 2 个客户" in upload(chen, NEW, other).text
    assert count(app) == before + 2
    with app.app_context():
        row = db.session.scalars(select(Customer).filter_by(name="青云五金")).one()
        assert (row.grade, row.owner.number, row.contacts[0].phone) == ("B", "1001", "13911112222")
    again = upload(chen, NEW, other)
    assert "可能已经登记：青云五金" in told(again)[0]
    confirmed = [row | {"other": "是"} for row in (NEW, other)]
    assert "已登记 2 个客户" in upload(chen, *confirmed).text
    assert "这张表已经登记过" in upload(chen, *confirmed).text
    assert count(app) == before + 4


def test_one_faulty_row_keeps_all_out_and_says_where(app: Flask, chen: Browser) -> None:
    before = count(app)
    answer = upload(chen, NEW, NEW | {"name": "", "grade": "Z", "contact_phone": "电话"})
    first, second = told(answer)
    assert first == ""
    assert "客户名称：" in second and "等级：" in second and "电话：" in second
    assert count(app) == before


def test_twice_in_one_list_and_alike_to_somebody_is_told(app: Flask, chen: Browser) -> None:
    before = count(app)
    assert "和第 1 行同名" in told(upload(chen, NEW, NEW))[1]
    assert "可能已经登记：嘉禾建材 E0001" in told(upload(chen, NEW, {"name": "嘉禾建材有限公司"}))[1]
    assert count(app) == before
    assert "已登记 1 个客户" in upload(chen, {"name": "嘉禾建材有限公司", "other": "是"}).text


def test_an_empty_list_or_another_file_registers_nobody(app: Flask, chen: Browser) -> None:
    before = count(app)
    assert upload(chen).response.mimetype.endswith("sheet")
    token = dict(chen.get("/customers").fields("/customers/import"))["csrf_token"]
    data = {"csrf_token": token, "workbook": (io.BytesIO(b"no workbook"), "a.xlsx")}
    page = chen.post("/customers/import", data, content_type="multipart/form-data")
    assert "没有登记：请选择 .xlsx 文件" in page.text
    assert count(app) == before


def test_whoever_may_not_register_finds_neither_template_nor_import(app: Flask) -> None:
    auditor = signed_in(app, "1007")
    assert auditor.get("/customers/template.xlsx").status == 404
    assert "从 Excel 登记" not in auditor.get("/customers").text
