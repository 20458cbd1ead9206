"""Numbers: gap-free within a series, and not used up by what failed."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import first_fault
from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Serial
from portal.core.documents.numbers import take
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.pages import Browser, Page
from tests.plans import DECEMBER, plan

pytestmark = pytest.mark.both_databases


def test_a_series_counts_from_one_and_each_series_by_itself(app: Flask) -> None:
    with app.app_context(), writing():
        assert [take("A-2026"), take("A-2026"), take("B-2026")] == [1, 2, 1]


def test_a_serial_taken_by_a_failed_operation_is_given_again(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError), writing():
            take("A-2026")
            raise RuntimeError
        with writing():
            assert take("A-2026") == 1


def test_a_serial_says_which_document_bears_it(app: Flask) -> None:
    document_id = plan(app, month=DECEMBER)
    with app.app_context():
        row = db.session.scalars(select(Serial).filter_by(series="XF-202612")).one()
        assert (row.series, row.serial, row.state, row.document_id) == ("XF-202612", 1, "issued", document_id)


def opened(app: Flask, number: str = "1009", **cells: str) -> Page:
    """What the administrator gets for opening a series."""
    admin = signed_in(app, number)
    typed = {"form": "f01-1", "first": "18", "reason": "纸上已用到 17 号"} | cells
    return admin.submit(admin.get("/numbers"), "/numbers", **typed)


def test_a_series_goes_on_where_the_paper_left_off(app: Flask, chen: Browser) -> None:
    assert "XF-202611 的下一个流水号是 18" in opened(app).text
    assert chen.get(f"/documents/{plan(app, month=DECEMBER.before())}").text.count("XF-202611-0018")
    with app.app_context():
        assert first_fault("series:XF-202611") is None
        told = db.session.scalars(select(AuditEvent.event).filter_by(stream="series:XF-202611")).all()
    assert told == ["series:opened"]


def test_a_series_that_has_given_a_number_begins_nowhere_else(app: Flask) -> None:
    plan(app, month=DECEMBER.before())
    page = opened(app)
    assert (page.status, page.faults()) == (422, ["XF-202611 已经发过号，编号不能跳空"])
    assert "纸上已用到 17 号" in str(page.fields("/numbers"))


@pytest.mark.parametrize(
    ("cell", "text", "fault"),
    [
        ("first", "0", "请填 1 到 999999 的整数"),
        ("first", "1000000", "请填 1 到 999999 的整数"),
        ("first", "二", "请填 1 到 999999 的整数"),
        ("form", "f99-9", "请选择表单"),
        ("reason", "", "请写明原因"),
        ("reason", "字" * 201, "最多 200 字"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(app: Flask, cell: str, text: str, fault: str) -> None:
    page = opened(app, **{cell: text})
    assert (page.status, page.faults()) == (422, [fault])


@pytest.mark.parametrize("first", ["1", "999999"])
def test_the_first_and_the_last_serial_can_be_opened(app: Flask, first: str) -> None:
    assert f"下一个流水号是 {first}" in opened(app, first=first).text


def test_only_the_administrator_sees_the_numbers(app: Flask) -> None:
    for number in ("1001", "1003", "1007", "1008"):
        assert signed_in(app, number).get("/numbers").status == 404
