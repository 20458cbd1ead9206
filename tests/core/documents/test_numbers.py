"""Numbers: gap-free within a form's series, and not used up by what failed."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.chain import first_fault
from portal.core.audit.models import AuditEvent
from portal.core.documents.models import Serial, Series
from portal.core.documents.numbers import take
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.documents.numbered import alike, id_of, mount, plain, send
from tests.pages import Browser, Page
from tests.plans import DECEMBER, plan

pytestmark = pytest.mark.both_databases


def test_a_series_counts_from_one_and_each_series_by_itself(app: Flask) -> None:
    with app.app_context(), writing():
        assert [take("A", "2026"), take("A", "2026"), take("A", "2027")] == [1, 2, 1]


def test_a_serial_taken_by_a_failed_operation_is_given_again(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError), writing():
            take("A", "2026")
            raise RuntimeError
        with writing():
            assert take("A", "2026") == 1


def test_a_serial_says_which_document_bears_it_and_what_stands_on_it(app: Flask) -> None:
    document_id = plan(app, month=DECEMBER)
    with app.app_context():
        row = db.session.scalars(select(Serial).filter_by(type="F01-1")).one()
        assert (row.series, row.serial, row.state) == ("XF-202612", 1, "used")
        assert (row.number, row.document_id) == ("XF-202612-0001", document_id)


def test_two_forms_with_one_pattern_count_each_for_themselves(app: Flask, chen: Browser) -> None:
    mount(app)
    sent = [send(chen, form) for form in (plain, alike, plain, alike)]
    told = [page.text.partition("已提交，编号 ")[2].partition("。")[0] for page in sent]
    assert told == ["261101", "261101", "261102", "261102"]
    with app.app_context():
        rows = db.session.execute(select(Series.type, Series.name, Series.next).where(Series.name == "2611"))
        assert sorted(map(tuple, rows)) == [("F98-1", "2611", 3), ("F98-2", "2611", 3)]
    for page in sent:
        assert chen.get(f"/documents/{id_of(page)}").status == 200


def series_page(admin: Browser, **asked: str) -> Page:
    """编号, as the administrator asks for it."""
    return admin.get("/numbers", query_string=asked)


def opened(app: Flask, form: str = "f01-1", day: str = "2026-11-23", **cells: str) -> Page:
    """What the administrator gets for opening a series as the page offers it."""
    admin = signed_in(app, "1009")
    typed = {"first": "18", "reason": "纸上已用到 17 号"} | cells
    return admin.submit(series_page(admin, form=form, day=day), "/numbers/openings", **typed)


def test_a_series_goes_on_where_the_paper_left_off(app: Flask, chen: Browser) -> None:
    assert "XF-202611 的下一个流水号是 18" in opened(app).text
    assert chen.get(f"/documents/{plan(app, month=DECEMBER.before())}").text.count("XF-202611-0018")
    with app.app_context():
        assert first_fault("series:F01-1:XF-202611") is None
        told = db.session.scalars(select(AuditEvent.event).filter_by(stream="series:F01-1:XF-202611")).all()
    assert told == ["series:opened"]


@pytest.mark.parametrize(("day", "series"), [("2026-12-31", "XF-202612"), ("2027-01-01", "XF-202701")])
def test_the_series_of_any_day_can_be_opened_and_the_page_says_which_it_is(
    app: Flask, day: str, series: str
) -> None:
    assert f"用的系列是 {series} ：" in series_page(signed_in(app, "1009"), form="f01-1", day=day).text
    assert f"{series} 的下一个流水号是 18" in opened(app, day=day).text
    with app.app_context():
        assert db.session.get_one(Series, ("F01-1", series)).next == 18


def test_a_series_that_has_given_a_number_begins_nowhere_else(app: Flask, shen: Browser) -> None:
    offered = series_page(shen, form="f01-1")
    plan(app, month=DECEMBER.before())
    page = shen.submit(offered, "/numbers/openings", first="18", reason="纸上已用到 17 号")
    assert (page.status, page.faults()) == (422, ["XF-202611 已经发过号，编号不能跳空"])
    assert "纸上已用到 17 号" in str(page.fields("/numbers/openings"))
    assert "已经发过号，不能再改" in series_page(shen, form="f01-1").text


def test_opening_the_series_of_one_form_leaves_that_of_another(app: Flask, chen: Browser) -> None:
    mount(app)
    send(chen, alike)
    assert "2611 的下一个流水号是 18" in opened(app, "f98-1").text
    assert "编号 261118" in send(chen, plain).text
    assert "编号 261102" in send(chen, alike).text


@pytest.mark.parametrize(
    ("cell", "text", "fault"),
    [
        ("first", "0", "请填 1 到 999999 的整数"),
        ("first", "1000000", "请填 1 到 999999 的整数"),
        ("first", "二", "请填 1 到 999999 的整数"),
        ("reason", "", "请写明原因"),
        ("reason", "字" * 201, "最多 200 字"),
        ("reason", "\u200b", "含有看不见的字符（U+200B），请删去"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(app: Flask, cell: str, text: str, fault: str) -> None:
    page = opened(app, **{cell: text})
    assert (page.status, page.faults()) == (422, [fault])


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"form": "f99-9"}, "请选择表单"),
        ({"form": ""}, "请选择表单"),
        ({"form": "\x00"}, "请选择表单"),
        ({"day": "2026-11-31"}, "没有这一天"),
        ({"day": "\x00"}, "日期请写成 2026-12-01 这样"),
    ],
)
def test_a_series_that_cannot_be_told_is_not_opened(shen: Browser, asked: dict, fault: str) -> None:
    offered = dict(series_page(shen, form="f01-1").fields("/numbers/openings"))
    page = shen.post("/numbers/openings", [*(offered | {"first": "18", "reason": "纸上"} | asked).items()])
    spans = ["".join(e.itertext()).strip() for e in page.all("span", class_="fault")]
    assert (page.status, spans) == (422, [fault])


@pytest.mark.parametrize("first", ["1", "999999"])
def test_the_first_and_the_last_serial_can_be_opened(app: Flask, first: str) -> None:
    assert f"下一个流水号是 {first}" in opened(app, first=first).text


def test_the_series_are_shown_form_by_form(app: Flask, shen: Browser) -> None:
    plan(app)
    every = series_page(shen).text
    assert "XF-202612" in every and "customer:" in every
    mine = series_page(shen, form="f01-1").text
    assert "XF-202612" in mine and "customer:" not in mine
    assert "XF-202612" not in series_page(shen, form="f01-2").text


def test_only_the_administrator_sees_the_numbers(app: Flask) -> None:
    for number in ("1001", "1003", "1007", "1008"):
        assert signed_in(app, number).get("/numbers").status == 404
