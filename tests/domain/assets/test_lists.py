"""Assets from Excel: what differs from the register is shown before it is taken, whole or not at all."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.core.forms.fields import Fields
from portal.core.spreadsheets.writing import workbook
from portal.domain.assets.forms import LIST
from portal.domain.assets.models import Asset
from portal.extensions import db
from tests.conftest import signed_in
from tests.domain.assets.register import KEEPER, registered, staffed
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
NEW = {"kind": "打印机", "model": "M405", "unit": "EAST", "state": "备用", "serial": "S1"}


@pytest.fixture
def keeper(app: Flask) -> Browser:
    """Who keeps the register, with two assets in it."""
    staffed(app)
    with app.app_context():
        registered(2, user="1001")
    return signed_in(app, KEEPER)


def fields(*rows: dict[str, str]) -> Fields:
    return [(f"lines-{n}-{cell}", text) for n, row in enumerate(rows) for cell, text in row.items()]


def upload(keeper: Browser, content: bytes) -> Page:
    token = dict(keeper.get("/assets").fields("/assets/import"))["csrf_token"]
    data = {"csrf_token": token, "workbook": (io.BytesIO(content), "资产.xlsx")}
    return keeper.post("/assets/import", data, content_type="multipart/form-data")


def told(page: Page) -> list[str]:
    """What the answered workbook says at the end of each row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return [str(row[-1]) for row in book.get_sheet_by_name("资产").to_python()[3:] if any(row)]


def rows_of(keeper: Browser) -> list[dict[str, str]]:
    """The register as it is exported."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(keeper.get("/assets.xlsx").response.data))
    names, _, *rows = book.get_sheet_by_name("资产").to_python()[1:]
    return [dict(zip(names, map(str, row), strict=True)) for row in rows if any(row)]


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count()).select_from(Asset)).one()


def test_the_register_goes_out_and_comes_back_with_nothing_to_change(keeper: Browser) -> None:
    content = keeper.get("/assets.xlsx").response.data
    assert "和登记的一样" in upload(keeper, content).text
    assert keeper.get("/assets/import").address == "/assets"


def test_what_differs_is_shown_first_and_then_taken(app: Flask, keeper: Browser) -> None:
    rows = rows_of(keeper)
    rows[0] |= {"room": "401", "user": ""}
    page = upload(keeper, workbook(LIST, fields(*rows, NEW), {}))
    assert page.address == "/assets/import" and "下面 2 处" in page.text
    assert "放在哪里：305" in page.text and "放在哪里：401" in page.text and "使用人：空" in page.text
    assert count(app) == 2, "nothing is taken before somebody looked"
    assert "已登记 2 处" in keeper.submit(page, "/assets/import/taking").text
    assert [row["room"] for row in rows_of(keeper)] == ["401", "305", ""]
    assert keeper.get("/assets/import").address == "/assets"
    again = keeper.submit(page, "/assets/import/taking")
    assert count(app) == 3 and "没有等着登记的表" in again.text


def test_one_faulty_row_keeps_all_out_and_says_where(app: Flask, keeper: Browser) -> None:
    bad = (
        NEW, NEW | {"unit": "没有"}, NEW | {"serial": "S2", "number": "ZC-2026-0009"},
        NEW | {"serial": "S3", "number": "zc-2026-0001"},
    )  # fmt: skip
    answer = told(upload(keeper, workbook(LIST, fields(*bad), {})))
    assert answer[0] == ""
    assert "和第 1 行相同" in answer[1] and "没有这个部门" in answer[1]
    assert "没有这个编号" in answer[2] and answer[3] == ""
    assert count(app) == 2


def test_a_serial_number_of_another_asset_is_refused(app: Flask, keeper: Browser) -> None:
    page = upload(keeper, workbook(LIST, fields(NEW), {}))
    keeper.submit(page, "/assets/import/taking")
    assert (
        "已经登记：ZC-2026-0003"
        in told(upload(keeper, workbook(LIST, fields(NEW | {"serial": "s 1"}), {})))[0]
    )


def test_what_was_shown_is_not_taken_once_the_register_changed(app: Flask, keeper: Browser) -> None:
    rows = rows_of(keeper)
    page = upload(keeper, workbook(LIST, fields(rows[0] | {"room": "401"}), {}))
    keeper.submit(keeper.get("/assets/1/edit"), "/assets/1/edit", room="402")
    shown = keeper.submit(page, "/assets/import/taking")
    assert "请再核对一次" in shown.text and "放在哪里：402" in shown.text
    assert "已登记 1 处" in keeper.submit(shown, "/assets/import/taking").text
