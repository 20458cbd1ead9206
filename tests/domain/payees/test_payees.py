"""The register of payees: organisations alone; a contact of a customer is refused on every way in."""

import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.core.audit.models import AuditEvent
from portal.core.forms.references import Asker
from portal.core.spreadsheets.writing import workbook
from portal.core.web.context import today
from portal.domain.customers.models import Customer, CustomerContact
from portal.domain.payees.models import Payee
from portal.domain.payees.references import Payees
from portal.domain.payees.register import LIST
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.databases import PASSWORD
from tests.pages import Browser, Page
from tests.questions import count as questions_of

CARD = {"code": "91350100m000100y43", "name": "江畔宴会酒店有限公司", "kind": "供应商", "since": "2026-11-01"}
OTHER = "91310000MA1PRNT067"
LAW = "反不正当竞争法第八条"


@pytest.fixture
def su(app: Flask) -> Browser:
    """苏禾, sales clerk."""
    return signed_in(app, "1011")


def register(clerk: Browser, **typed: str) -> Page:
    return clerk.submit(clerk.get("/payees/new"), "/payees/new", **(CARD | typed))


def contact(app: Flask, name: str = "王 芳") -> None:
    """Somebody at a customer."""
    rest = {"title": "采购", "phone": "", "digits": "", "tail": "", "consent_how": "", "note": ""}
    with app.app_context(), writing() as session:
        session.add(CustomerContact(customer_id=1, name=name, **rest))


def count() -> int:
    return int(db.session.scalar(select(func.count(Payee.id))))


def events(app: Flask) -> list[str]:
    query = select(AuditEvent.event).where(AuditEvent.stream.startswith("payee:")).order_by(AuditEvent.id)
    with app.app_context():
        return list(db.session.scalars(query))


def meant(text: str, person_id: int = 1) -> list[str]:
    """Codes that a text means today for somebody. Inside an app context."""
    found = Payees(Asker(person_id, today(), today())).resolve({text}, 1)
    return [one.ref.code for one in found[text]]


@pytest.mark.both_databases
def test_a_payee_is_registered_changed_and_ended_and_each_act_is_recorded(app: Flask, su: Browser) -> None:
    page = register(su)
    assert "已登记" in page.text and "91350100M000100Y43" in page.text
    with app.app_context():
        assert meant("江畔宴会") == meant("91350100m000100y43") == ["91350100M000100Y43"]
    changed = su.submit(su.get(f"{page.address}/edit"), page.address, name="江畔酒店", code=OTHER)
    assert "江畔酒店" in changed.text and "91350100M000100Y43" in changed.text
    ended = su.submit(changed, page.address)
    assert "2026-11-23 起停用" in ended.text
    assert events(app) == ["payee:registered", "payee:changed", "payee:ended"]
    with app.app_context():
        assert meant("江畔酒店") == []
    assert "江畔" not in su.get("/payees").text and "江畔" in su.get("/payees?state=ended").text


def test_without_a_valid_code_nobody_is_a_payee(app: Flask, su: Browser) -> None:
    for code in ("", "11010519491231002X", "91350100M000100Y44"):
        page = register(su, code=code)
        assert (page.status, len(page.faults())) == (422, 1)
    with app.app_context():
        assert count() == 0


def test_law_8_a_contact_of_a_customer_is_refused_when_entered_changed_or_imported(
    app: Flask, su: Browser
) -> None:
    contact(app)
    for name in ("王芳", "王　芳", " 王·芳 "):
        page = register(su, name=name)
        assert page.status == 422 and LAW in page.faults()[0]
    assert LAW in told(upload(su, {"name": "王芳"}))[0]
    page = register(su)
    refused = su.submit(su.get(f"{page.address}/edit"), page.address, name="王芳")
    assert refused.status == 422 and LAW in refused.faults()[0]
    with app.app_context():
        assert [row.name for row in db.session.scalars(select(Payee))] == ["江畔宴会酒店有限公司"]


def test_a_customer_that_is_paid_is_a_registered_one(app: Flask, su: Browser) -> None:
    assert register(su, kind="客户单位").faults() == ["请填写"]
    assert "没有登记过这个客户" in register(su, kind="客户单位", customer="E9999").faults()[0]
    page = register(su, kind="客户单位", customer="嘉禾建材 e0001")
    assert page.status == 200
    with app.app_context():
        assert db.session.scalars(select(Payee)).one().customer.code == "E0001"
        assert meant("江畔", 1) == ["91350100M000100Y43"], "whoever sees the customer"
        assert meant("江畔", 4) == [], "and nobody else"


def test_a_vendor_has_no_customer(app: Flask, su: Browser) -> None:
    register(su, customer="E0001")
    with app.app_context():
        assert db.session.scalars(select(Payee)).one().customer_id is None


def test_a_code_is_given_once_and_a_second_click_harms_nothing(app: Flask, su: Browser) -> None:
    assert register(su).address == register(su).address
    other = register(su, name="别的单位")
    assert (other.status, other.faults()) == (422, ["这个代码已经登记：江畔宴会酒店有限公司"])
    assert events(app) == ["payee:registered"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(app: Flask, su: Browser) -> None:
    page = register(su)
    edit, qin = su.get(f"{page.address}/edit"), signed_in(app, "1012")
    qin.submit(qin.get(f"{page.address}/edit"), page.address, name="江畔酒店")
    late = su.submit(edit, page.address, name="别名")
    assert late.status == 422 and "有人改过" in late.text


def test_whoever_keeps_none_reads_them_only_as_a_reader_of_the_books(app: Flask, su: Browser) -> None:
    place = register(su).address
    rep, wang = signed_in(app, "1010"), signed_in(app, "1006")
    assert [rep.get(p).status for p in ("/payees", place, "/payees/new")] == [404, 404, 404]
    assert [wang.get(p).status for p in ("/payees", place, "/payees/new")] == [200, 200, 404]
    assert "登记收款单位" not in wang.get("/payees").text


def test_an_expired_session_keeps_what_was_typed(su: Browser, clock) -> None:
    page = su.get("/payees/new")
    clock.advance(hours=3)
    stopped = su.submit(page, "/payees/new", **CARD)
    back = su.submit(stopped, number="1011", password=PASSWORD)
    assert back.address == "/payees/new"
    assert dict(back.fields("/payees/new"))["name"] == "江畔宴会酒店有限公司"


def upload(clerk: Browser, *rows: dict[str, str]) -> Page:
    lines = [(f"lines-{n}-{c}", t) for n, row in enumerate(rows) for c, t in (CARD | row).items()]
    token = dict(clerk.get("/payees").fields("/payees/import"))["csrf_token"]
    data = {"csrf_token": token, "workbook": (io.BytesIO(workbook(LIST, lines, {})), "收款单位.xlsx")}
    return clerk.post("/payees/import", data, content_type="multipart/form-data")


def told(page: Page) -> list[str]:
    """What the answered workbook says at the end of each row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.response.data))
    return [str(row[-1]) for row in book.get_sheet_by_name("收款单位").to_python()[3:] if any(row)]


@pytest.mark.both_databases
def test_a_list_is_taken_in_whole_or_not_at_all(app: Flask, su: Browser) -> None:
    assert told(upload(su, {}, {"code": "91350100M000100Y44"}))[1].startswith("统一社会信用代码：校验位不对")
    assert told(upload(su, {}, {}))[1] == "统一社会信用代码：和第 1 行代码相同"
    with app.app_context():
        assert count() == 0
    assert "已登记 2 个收款单位" in upload(su, {}, {"code": OTHER, "name": "青山印务"}).text
    assert told(upload(su, {"code": OTHER}))[0].startswith("统一社会信用代码：已经登记")


def test_the_list_asks_the_same_for_one_payee_and_for_many(app: Flask, su: Browser) -> None:
    with app.app_context():
        codes = list(db.session.scalars(select(Customer.code).order_by(Customer.code).limit(2)))
    counts = []
    for code, customer in zip(("91350100M000100Y43", OTHER), codes, strict=True):
        assert register(su, code=code, kind="客户单位", customer=customer).status == 200
        counts.append(questions_of(app, su, "/payees"))
    assert counts[0] == counts[1]
