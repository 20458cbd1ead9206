"""The product register: kept by the sales clerk and the head of finance, found and read by everybody."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.core.audit.models import AuditEvent
from portal.core.forms.references import Asker
from portal.core.spreadsheets.writing import workbook
from portal.core.web.context import today
from portal.domain.products.models import Product
from portal.domain.products.references import Products
from portal.domain.products.register import LIST
from portal.extensions import db
from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.pages import Browser, Page

CARD = {"code": "z-100", "name": "温控器", "spec": "壁挂", "unit": "只", "since": "2026-11-01"}


@pytest.fixture
def su(app: Flask) -> Browser:
    """苏禾, sales clerk."""
    return signed_in(app, "1011")


def register(clerk: Browser, **typed: str) -> Page:
    return clerk.submit(clerk.get("/products/new"), "/products/new", **(CARD | typed))


def events(app: Flask) -> list[str]:
    query = select(AuditEvent.event).where(AuditEvent.stream.startswith("product:"))
    with app.app_context():
        return list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(3)))[::-1]


def meant(text: str) -> list[str]:
    """Codes that a text means today. Inside an app context."""
    found = Products(Asker(1, today(), today())).resolve({text}, 1)
    return [one.ref.code for one in found[text]]


@pytest.mark.both_databases
def test_a_product_is_registered_changed_and_ended_and_each_act_is_recorded(app: Flask, su: Browser) -> None:
    page = register(su)
    assert "已登记" in page.text and "Z-100" in page.text
    with app.app_context():
        assert meant("温控器") == ["Z-100"]
    changed = su.submit(su.get(f"{page.address}/edit"), page.address, unit="台", code="HACK")
    assert "已保存" in changed.text and "台" in changed.text and "Z-100" in changed.text
    ended = su.submit(changed, page.address)
    assert "2026-11-23 起停用" in ended.text and "今天起停用" not in ended.text
    assert events(app) == ["product:registered", "product:changed", "product:ended"]
    with app.app_context():
        assert meant("温控器") == []
    assert "温控器" not in su.get("/products").text
    assert "温控器" in su.get("/products?state=ended").text


def test_every_fault_stands_at_its_cell_and_what_was_typed_stays(su: Browser) -> None:
    page = register(su, code="编码", name="", until="2026-10-31")
    assert page.status == 422
    assert page.faults() == ["编码只用字母、数字、点、横线和斜线", "请填写", "不能早于开始使用的日期"]
    assert "壁挂" in page.response.get_data(as_text=True)
    assert register(su, until="2026-11-01").status == 200


def test_a_code_is_given_once_and_a_second_click_harms_nothing(app: Flask, su: Browser) -> None:
    assert register(su).address == register(su).address
    other = register(su, name="别的")
    assert (other.status, other.faults()) == (422, ["这个编码已经登记：温控器 壁挂"])
    assert events(app)[-1:] == ["product:registered"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(app: Flask, su: Browser) -> None:
    page = register(su)
    edit, he = su.get(f"{page.address}/edit"), signed_in(app, "1013")
    he.submit(he.get(f"{page.address}/edit"), page.address, unit="台")
    late = su.submit(edit, page.address, unit="箱")
    assert late.status == 422 and "有人改过" in late.text
    assert "台" in su.get(page.address).text


@pytest.mark.parametrize("text", ["断路", "dlq", "d10", "Ｄ１００", "63 A"])
def test_a_product_is_found_by_name_initials_code_and_specification(chen: Browser, text: str) -> None:
    assert "D100" in chen.get(f"/products?q={text}").text


def test_whoever_keeps_no_products_reads_them_and_finds_no_way_to_change_them(chen: Browser) -> None:
    page = chen.get("/products")
    assert "登记产品" not in page.text and "从 Excel" not in page.text
    shown = chen.get(page.all("a", class_="row-title")[0].get("href"))
    assert shown.status == 200 and "停用" not in shown.text.partition("停用日期")[2]
    assert [chen.get(p).status for p in ("/products/new", "/products/template.xlsx")] == [404, 404]
    token = dict(chen.get("/forms/f01-1/new").fields())["csrf_token"]
    assert chen.post("/products/import", {"csrf_token": token}).status == 404


def test_a_long_list_comes_in_pages(app: Flask, su: Browser) -> None:
    upload(su, *({"code": f"A{n:03}"} for n in range(31)))
    first = su.get("/products")
    assert len(first.all("a", class_="row-title")) == 30
    assert "A030" in su.get("/products?after=A029").text


def test_an_expired_session_keeps_what_was_typed(su: Browser, clock) -> None:
    page = su.get("/products/new")
    clock.advance(hours=3)
    stopped = su.submit(page, "/products/new", **CARD)
    back = su.submit(stopped, number="1011", password=PASSWORD)
    assert back.address == "/products/new"
    assert dict(back.fields("/products/new"))["name"] == "温控器"


def test_a_name_that_several_bear_asks_for_the_code(app: Flask) -> None:
    with app.app_context():
        assert meant("配件") == ["P100", "P200"]
        assert meant("配件 安装支架") == meant("配件 安装支架 P100") == meant("p100") == ["P100"]
        assert meant("模块") == ["M300"], "a whole name goes before a part of others"
        assert meant("口模") == ["M100"]
        assert meant("%") == meant("没有") == []


def upload(clerk: Browser, *rows: dict[str, str]) -> Page:
    lines = [(f"lines-{n}-{c}", t) for n, row in enumerate(rows) for c, t in (CARD | row).items()]
    token = dict(clerk.get("/products").fields("/products/import"))["csrf_token"]
    data = {"csrf_token": token, "workbook": (io.BytesIO(workbook(LIST, lines, {})), "产品.xlsx")}
    return clerk.post("/products/import", data, content_type="multipart/form-data")


def told(page: Page) -> list[str]:
    """What the answered workbook says at the end of each row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return [str(row[-1]) for row in book.get_sheet_by_name("产品").to_python()[3:] if any(row)]


@pytest.mark.both_databases
def test_a_list_is_taken_in_whole_or_not_at_all(app: Flask, su: Browser) -> None:
    with app.app_context():
        before = db.session.scalar(select(func.count(Product.id)))
    assert told(upload(su, {}, {"code": "M100"})) == ["", "编码：已经登记：进口模块"]
    assert told(upload(su, {}, {"name": ""}, {}))[1:] == ["名称：请填写", "编码：和第 1 行编码相同"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Product.id))) == before
    assert "已登记 2 个产品" in upload(su, {}, {"code": "Z-200"}).text
    assert told(upload(su, {}))[0].startswith("编码：已经登记")
    token = dict(su.get("/products").fields("/products/import"))["csrf_token"]
    assert "没有登记" in su.post("/products/import", {"csrf_token": token}).text
