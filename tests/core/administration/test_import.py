"""People from Excel: all enrolled and appointed with a first password each, or none, with faults marked."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.core.administration.lists import LIST
from portal.core.notices.models import MailAddress
from portal.core.org.models import Person
from portal.core.spreadsheets.writing import workbook
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
NEW = {"number": "4001", "name": "新一", "unit": "EAST", "role": "业务经理", "since": "2026-11-23"}
SECOND = {"number": "4002", "name": "新二", "unit": "财务部", "role": "财务人员", "since": "2026-11-23"}


def upload(admin: Browser, *rows: dict[str, str]) -> Page:
    token = dict(admin.get("/organisation/people").fields("/organisation/people/import"))["csrf_token"]
    fields = [(f"lines-{n}-{cell}", text) for n, row in enumerate(rows) for cell, text in row.items()]
    file = (io.BytesIO(workbook(LIST, fields, {})), "人员.xlsx")
    data = {"csrf_token": token, "workbook": file}
    return admin.post("/organisation/people/import", data, content_type="multipart/form-data")


def sheet(page: Page, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(page.response.data)).get_sheet_by_name(name).to_python()


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(Person)).one()


def test_everybody_is_enrolled_and_signs_in_with_the_password_given_once(app: Flask) -> None:
    rows = sheet(upload(signed_in(app, "1009"), NEW, SECOND), "初始密码")[1:]
    assert [row[:2] for row in rows] == [["4001", "新一"], ["4002", "新二"]]
    page = Browser(app).sign_in("4002", str(rows[1][2]))
    assert (page.address, "财务人员" in page.text) == ("/password", True)


def test_a_mail_address_comes_along_and_a_wrong_one_keeps_everybody_out(app: Flask) -> None:
    admin, before = signed_in(app, "1009"), count(app)
    refused = upload(admin, NEW | {"mail": "x1@example.com"}, SECOND | {"mail": "x2"})
    assert "请填邮箱地址" in str(sheet(refused, "人员"))
    assert count(app) == before
    upload(admin, NEW | {"mail": "x1@example.com"}, SECOND)
    with app.app_context():
        assert db.session.scalars(select(MailAddress.address)).all() == ["x1@example.com"]


def test_one_fault_keeps_everybody_out_and_every_faulty_row_says_why(app: Flask) -> None:
    before, admin = count(app), signed_in(app, "1009")
    bad = [{"number": "1001"}, {"role": "皇帝"}, {"unit": "没有"}, {"since": "2026-11-20"}]
    answer = upload(admin, NEW, *(SECOND | {"number": f"500{n}"} | row for n, row in enumerate(bad)))
    told = [str(row[-1]) for row in sheet(answer, "人员")[3:] if any(row)]
    assert told[0] == ""
    words = ("已经是 陈立 的", "没有这个角色", "没有代码或名称是「没有」的部门", "不能早于今天")
    assert all(word in text for word, text in zip(words, told[1:], strict=True)), told
    assert count(app) == before
    assert "工号：" in str(sheet(upload(admin, NEW | {"number": ""}), "人员")[3][-1])


def test_only_the_administrator_imports(app: Flask, chen: Browser) -> None:
    assert chen.get("/organisation/people/template.xlsx").status == 404
