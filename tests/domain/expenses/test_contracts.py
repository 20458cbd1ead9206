"""The register of contracts: entered alone or from Excel, corrected for a reason, each number once."""

import io
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditPayload
from portal.core.spreadsheets.writing import workbook
from portal.domain.customers.models import Customer
from portal.domain.expenses.contract_forms import LIST
from portal.domain.expenses.models import Contract
from portal.extensions import db
from tests.conftest import signed_in
from tests.pages import Browser, Page

pytestmark = pytest.mark.both_databases
CARD = {
    "lines__0__number": "ht-2026-7", "lines__0__customer": "新程电子", "lines__0__value": "120000",
    "lines__0__day": "2026-11-20", "lines__0__hour": "15:00",
}  # fmt: skip


@pytest.fixture
def clerk(app: Flask) -> Browser:
    return signed_in(app, "1011")


def entered(clerk: Browser, **said: str) -> Page:
    return clerk.submit(clerk.get("/contracts/new"), "/contracts/new", **CARD | said)


def rows(app: Flask) -> list[Contract]:
    with app.app_context():
        return list(db.session.scalars(select(Contract).order_by(Contract.id)))


def test_a_contract_is_entered_with_its_hour_and_found_again(app: Flask, clerk: Browser) -> None:
    page = entered(clerk)
    assert "已登记合同 HT-2026-7" in page.text and "2026-11-20 15:00" in page.text
    (row,) = rows(app)
    assert row.signed_at == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (row.number, row.customer, row.customer_id, row.fen) == ("HT-2026-7", "新程电子", None, 12_000_000)
    assert "新程电子" in clerk.get("/contracts?q=ht-2026").text
    assert "没有找到" in clerk.get("/contracts?q=别家").text


def test_a_registered_customer_is_known_by_his_code(app: Flask, clerk: Browser) -> None:
    entered(clerk, lines__0__customer="E0001")
    (row,) = rows(app)
    with app.app_context():
        known = db.session.scalars(select(Customer).filter_by(code="E0001")).one()
    assert (row.customer_id, row.customer) == (known.id, known.name)
    assert dict(clerk.get(f"/contracts/{row.id}/edit").fields("/contracts"))["lines-0-customer"].endswith(
        "E0001"
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"lines__0__day": "2026-11-23", "lines__0__hour": "10:01"}, "还没有到这个时间"),
        ({"lines__0__value": "0"}, "要大于 0"),
        ({"lines__0__number": ""}, "请填写"),
        ({"lines__0__hour": "25:00"}, "时间请写成"),
        ({"lines__0__customer": "长" * 81}, "最多 80 字"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(app: Flask, clerk: Browser, said: dict, why: str) -> None:
    page = entered(clerk, **said)
    assert page.status == 422 and any(why in fault for fault in page.faults())
    assert rows(app) == []


def test_the_very_minute_can_be_entered(app: Flask, clerk: Browser) -> None:
    entered(clerk, lines__0__day="2026-11-23", lines__0__hour="10:00")
    assert len(rows(app)) == 1


def test_nothing_posted_is_refused(app: Flask, clerk: Browser) -> None:
    token = dict(clerk.get("/contracts/new").fields("/contracts/new"))["csrf_token"]
    assert clerk.post("/contracts/new", {"csrf_token": token}).status == 422


def test_a_number_stands_once_however_it_is_written(app: Flask, clerk: Browser) -> None:
    entered(clerk)
    page = entered(clerk, lines__0__number="ＨＴ-2026-7")
    assert page.status == 422 and "已经登记过" in page.text
    entered(clerk, lines__0__number="HT-2026-8")
    second = rows(app)[1].id
    place = f"/contracts/{second}/edit"
    taken = clerk.submit(clerk.get(place), place, lines__0__number="HT-2026-7", reason="改号")
    assert taken.status == 422 and "已经登记过" in taken.text


def test_a_correction_has_a_reason_and_keeps_what_stood_before(app: Flask, clerk: Browser) -> None:
    entered(clerk)
    place = f"/contracts/{rows(app)[0].id}/edit"
    assert clerk.submit(clerk.get(place), place, lines__0__value="130000").status == 422
    page = clerk.submit(clerk.get(place), place, lines__0__value="130000", reason="看错一位")
    assert "已更正" in page.text
    with app.app_context():
        told = " ".join(db.session.scalars(select(AuditPayload.payload)))
    assert "看错一位" in told and "12000000" in told and rows(app)[0].fen == 13_000_000
    assert "没有改动" in clerk.submit(clerk.get(place), place, reason="再看").text


def brought(clerk: Browser, *lines: tuple[str, ...]) -> Page:
    """A list brought as a workbook."""
    names = ("number", "customer", "value", "day", "hour")
    fields = [
        (f"lines-{place}-{name}", text)
        for place, line in enumerate(lines)
        for name, text in zip(names, line, strict=True)
    ]
    token = dict(clerk.get("/contracts").fields("/contracts/import"))["csrf_token"]
    book = io.BytesIO(workbook(LIST, fields, {}))
    return clerk.post("/contracts/import", {"csrf_token": token, "workbook": (book, "合同.xlsx")})


def test_a_list_is_entered_whole_or_not_at_all(app: Flask, clerk: Browser) -> None:
    one = ("A-1", "甲公司", "100", "2026-11-01", "09:00")
    assert (
        brought(clerk, one, ("A-1", "乙公司", "100", "2026-11-01", "09:00")).response.mimetype != "text/html"
    )
    assert brought(clerk, one, ("A-2", "乙公司", "0", "2026-11-01", "09:00")).response.mimetype != "text/html"
    assert rows(app) == []
    assert "已登记 2 份" in brought(clerk, one, ("A-2", "乙公司", "1", "2026-11-01", "09:00")).text
    assert brought(clerk, one).response.mimetype != "text/html", "a known number comes back marked"


def test_who_may_read_does_and_who_may_not_finds_nothing(app: Flask, clerk: Browser) -> None:
    entered(clerk)
    reader, stranger = signed_in(app, "1006"), signed_in(app, "1001")
    assert "HT-2026-7" in reader.get("/contracts").text
    assert reader.get("/contracts/new").status == 404
    assert stranger.get("/contracts").status == 404
