"""R10 §7.3, §10, §14: the month's statistics equal a count in plain SQL; the register lists a year."""

import io
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from portal.core.cases.operations import Act, Acting, act_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import newest_position
from portal.core.documents.models import Document
from portal.core.facts import Month, Ref
from portal.core.report import Months, Reported
from portal.core.reports.asking import Asked, Audience
from portal.domain.complaints.grouping import MOST_LINES, grouped
from portal.domain.complaints.reporting import MOST_CASES, cut
from portal.domain.complaints.statistics import Entry
from portal.domain.customers.models import Customer
from portal.extensions import db, writing
from portal.regulations.product_complaints.documents.beside import STATISTICS
from portal.regulations.product_complaints.operations.counting import BY
from tests.conftest import signed_in
from tests.core.org.changes import person, take_post
from tests.core.printing.papers import text_of
from tests.domain.complaints.plain_sql import lines
from tests.questions import count
from tests.regulations.product_complaints.complaints import (
    GROUP,
    decided,
    handling,
    intake,
    move,
    offices,
    sent,
    slip,
)
from tests.regulations.product_complaints.counted import case, limit, varied
from tests.regulations.product_complaints.plain_sql import KEYS, plain
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
PAGE = "/reports/f10-12"
TODAY, DECEMBER = date(2026, 12, 23), Month(2026, 12)
SPANS = {
    ("2026-10", "2026-10"): ("2026-10-01", "2026-10-31"),
    ("2026-11", "2026-11"): ("2026-11-01", "2026-11-30"),
    ("2026-12", "2026-12"): ("2026-12-01", "2026-12-23"),
    ("2026-10", "2026-11"): ("2026-10-01", "2026-11-30"),
    ("2026-01", "2026-12"): ("2026-01-01", "2026-12-23"),
}


@pytest.fixture
def later(clock) -> None:
    """23 December 2026."""
    clock.moment = datetime(2026, 12, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize("code", ["R10", "R12"])
@pytest.mark.parametrize("by", list(KEYS))
def test_r10_10_every_figure_equals_a_count_in_plain_sql(app: Flask, later, code: str, by: str) -> None:
    with app.app_context():
        varied()
    wang = signed_in(app, "1006")
    for (since, until), days in SPANS.items():
        *rows, foot = lines(wang, f"/reports/f{code[1:]}-12?since={since}&until={until}&by={by}") or [[]]
        with app.app_context():
            expected = plain(code, KEYS[by], *days)
            together = plain(code, "'合计'", *days)
        assert {name: figures for name, *figures in rows} == expected, (since, until)
        assert ["", *together["合计"]] == foot
        assert len(rows) == len(expected) and expected


def test_r10_10_months_add_up_and_what_is_left_open_goes_on(app: Flask, later) -> None:
    with app.app_context():
        varied()
    *rows, foot = lines(signed_in(app, "1006"), f"{PAGE}?since=2026-09&until=2026-12&by=month")
    assert [row[0] for row in rows] == [f"2026年{month}月" for month in (9, 10, 11, 12)]
    for before, row in pairwise(rows):
        assert int(before[5]) + int(row[1]) - int(row[2]) == int(row[5]), row
        with app.app_context():
            month = f"2026-{row[0][5:-1]}"
            assert row[1:] == plain("R10", "''", *SPANS[month, month])[""]
    assert foot[1] == str(sum(int(row[1]) for row in rows)) and foot[5] == rows[-1][5] != "0"


def test_r10_10_the_last_day_of_a_month_and_the_day_of_the_limit(app: Flask, later) -> None:
    with app.app_context(), writing():
        last, due = date(2026, 11, 30), date(2026, 12, 2)
        case(last, due, due, cause="质量原因", fen=0)
        case(last, due + timedelta(days=1), due, liable="业务部门", fen=5)
        case(last, None, TODAY)
        case(last, None, TODAY - timedelta(days=1))
        limit(db.session.get_one(Document, case(last)), date(2026, 12, 1), "调查与核决", "handling")
    wang = signed_in(app, "1006")
    assert lines(wang, f"{PAGE}?since=2026-10&until=2026-10&by=liable") == []
    assert lines(wang, f"{PAGE}?since=2026-11&until=2026-11&by=liable") == [
        ["未定", "4", "0", "0", "0", "4", "0", ""],
        ["业务部门", "1", "0", "0", "0", "1", "0", ""],
        ["", "5", "0", "0", "0", "5", "0", ""],
    ]
    assert lines(wang, f"{PAGE}?since=2026-12&by=liable") == [
        ["未定", "0", "1", "1", "0", "3", "1", "¥0.00"],
        ["业务部门", "0", "1", "0", "1", "0", "0", "¥0.05"],
        ["", "0", "2", "1", "1", "3", "1", "¥0.05"],
    ]


def again(case_id: int) -> None:
    """The group opens a case again. Inside an app context."""
    acting = Acting(person(GROUP).id, "生产管理组", frozenset({"production_control"}))
    with writing():
        act_on(
            case_id,
            Act("reopened", "handling", "客户又来电", newest_position(case_id)),
            acting,
            this_moment(),
        )


def test_r10_10_by_real_papers_a_case_opened_again_counts_where_it_is_closed_last(app: Flask, clock) -> None:
    offices(app)
    clock.moment = datetime(2026, 11, 30, 2, tzinfo=UTC)
    with app.app_context():
        case_id = sent("F10-4D", intake(loss="没有损失"))
        decided(sent("F10-1", slip(), case_id), **{"制造部门改善回复": {"reply": "已加打包带"}})
        with writing():
            limit(db.session.get_one(Document, case_id), date(2026, 12, 13), "结案")
        move(case_id, "closed")
    group = signed_in(app, GROUP)
    november, december = f"{PAGE}?since=2026-11&until=2026-11", f"{PAGE}?since=2026-12"
    assert lines(group, november)[0] == ["未定", "1", "1", "1", "0", "0", "0", ""]
    clock.moment = datetime(2026, 12, 14, 2, tzinfo=UTC)
    with app.app_context():
        again(case_id)
    group = signed_in(app, GROUP)
    assert lines(group, november)[0] == ["未定", "1", "0", "0", "0", "1", "0", ""]
    assert lines(group, december)[0] == ["未定", "0", "0", "0", "0", "1", "1", ""]
    with app.app_context():
        for to in ("executing", "follow_up", "closed"):
            move(case_id, to)
    assert lines(group, november)[0] == ["未定", "1", "0", "0", "0", "1", "0", ""]
    assert lines(group, december)[0] == ["未定", "0", "1", "0", "1", "0", "0", ""]
    (row, *_) = lines(group, "/reports/f10-4")
    days = ["2026-12-14", "2026-12-14", "2026-12-14", "2026-12-13", "2026-12-14", "1"]
    assert row[1:3] == ["YC10-202611-001", "2026-11-30"] and row[7:] == [*days, ""]


def test_r10_7_3_by_real_papers_the_register_has_what_was_decided_and_by_when_it_closes(
    app: Flask, clock
) -> None:
    offices(app)
    clock.moment = datetime(2026, 11, 30, 2, tzinfo=UTC)
    with app.app_context():
        case_id = sent("F10-4D", intake())
        decided(sent("F10-2", handling(), case_id))
    group = signed_in(app, GROUP)
    (row, _) = lines(group, "/reports/f10-4")
    assert row == [
        "KS10-202611-001", "261101", "2026-11-30", *row[3:5], "质量原因", "制造部门", "2026-11-30",
        "2026-11-30", "", "2026-12-13", "执行与协商", "", "¥800.00",
    ]  # fmt: skip
    assert lines(group, PAGE)[0] == ["质量原因", "1", "0", "0", "0", "1", "0", ""]


def test_r10_10_two_customers_of_one_name_stay_two_lines(app: Flask, later) -> None:
    with app.app_context(), writing():
        twins = db.session.query(Customer).order_by(Customer.id).limit(2).all()
        twins[1].name = twins[0].name
        for twin in twins:
            case(TODAY, customer=twin.id)
        names = sorted(f"{twin.name} {twin.code}" for twin in twins)
    found = lines(signed_in(app, "1006"), f"{PAGE}?by=customer")
    assert [row[:2] for row in found] == [[names[0], "1"], [names[1], "1"], ["", "2"]]


def test_r10_10_a_head_of_an_office_counts_his_own_and_strangers_find_nothing(app: Flask, later) -> None:
    take_post(app, GROUP, "production_control", "ROOT")
    with app.app_context(), writing():
        for place in ("SALES", "EAST", "SOUTH"):
            case(TODAY, unit=place)
    for number, seen in ((GROUP, "3"), ("1006", "3"), ("1007", "3"), ("1003", "1"), ("1005", "1")):
        for path in (PAGE, "/reports/f10-4?since=2026-12"):
            found = lines(signed_in(app, number), path)
            assert (found[-1][1] if path == PAGE else str(len(found))) == seen, (number, path)
    for number in ("1001", "1009", "1011"):
        for path in (PAGE, f"{PAGE}/pdf", f"{PAGE}/xlsx", "/reports/f10-4", "/reports/f12-4/xlsx"):
            assert signed_in(app, number).get(path).status == 404, (number, path)


def test_r10_7_3_the_register_lists_void_and_late_cases_of_the_year(app: Flask, later) -> None:
    with app.app_context(), writing():
        due = date(2026, 1, 14)
        case(date(2025, 12, 31))
        case(date(2026, 1, 1), due, due, fen=70)
        case(date(2026, 1, 1), due + timedelta(days=2), due, fen=1)
        case(date(2026, 1, 2), date(2026, 2, 5), date(2026, 2, 1))
        case(date(2026, 5, 4), status="void", fen=9, due=due)
        case(TODAY, None, TODAY - timedelta(days=1))
        case(TODAY, regulation="R12")
    *rows, foot = lines(signed_in(app, "1006"), "/reports/f10-4")
    assert [(row[2], *row[10:]) for row in rows] == [
        ("2026-01-01", "2026-01-14", "2026-01-14", "", "¥0.70"),
        ("2026-01-01", "2026-01-14", "2026-01-16", "2", "¥0.01"),
        ("2026-01-02", "2026-02-01", "2026-02-05", "4", ""),
        ("2026-05-04", "2026-01-14", "已作废", "", ""),
        ("2026-12-23", "2026-12-22", "调查与核决", "1", ""),
    ]
    assert foot[-1] == "¥0.71"
    past = lines(signed_in(app, "1006"), "/reports/f10-4?since=2026-01&until=2026-01")
    assert [row[12] for row in past[:-1]] == ["", "2", "4"]
    assert len(lines(signed_in(app, "1006"), "/reports/f12-4?since=2026-12")) == 1


def test_r10_7_3_a_register_that_is_too_long_says_so(app: Flask, later) -> None:
    wang = signed_in(app, "1006")
    with app.app_context(), writing():
        for _ in range(MOST_CASES):
            case(TODAY, fen=1)
    assert "只列前" not in wang.get("/reports/f10-4").text
    with app.app_context(), writing():
        case(TODAY - timedelta(days=1), fen=1)
    page = wang.get("/reports/f10-4")
    assert f"超过 {MOST_CASES} 件，只列前 {MOST_CASES} 件" in page.text and "¥10.00" in page.text


def test_r10_10_statistics_are_printed_with_a_chart_and_exported(app: Flask, later, tmp_path) -> None:
    with app.app_context():
        varied()
    wang = signed_in(app, "1006")
    query = "since=2026-11&until=2026-11&by=liable"
    told = text_of(wang.client.get(f"{PAGE}/pdf?{query}").data, tmp_path, "-layout")
    for words in ("客诉案件统计表（按责任单位）", "2026-12-10", "生产管理组", "F10-12", "■"):
        assert words in told.replace(" ", ""), words
    content = wang.client.get(f"{PAGE}/xlsx?{query}").data
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    page = lines(wang, f"{PAGE}?{query}")
    heads = ["收到", "结案", "按期结案", "逾期结案", "期末未结", "其中逾期", "结案的处理金额"]
    assert sheet == [["责任单位", *heads], *page[:-1], ["合计", *page[-1][1:]]]


def test_r10_10_what_lines_are_told_by_is_one_of_those_offered(app: Flask) -> None:
    wang = signed_in(app, "1006")
    page = wang.get(f"{PAGE}?since=2026-10&by=title")
    assert (page.status, page.faults()) == (422, ["没有这一项，请重新选"])
    assert dict(page.fields(PAGE))["since"] == "2026-10"
    assert wang.get(f"{PAGE}/xlsx?by=title").status == wang.get(f"{PAGE}/pdf?by=title").status == 422
    assert "按什么分" in wang.get(PAGE).text
    assert "按什么分" not in wang.get("/reports/f10-4").text


def test_r10_10_as_many_questions_for_sixty_cases_as_for_one(app: Flask, later) -> None:
    wang, counts = signed_in(app, "1006"), list[int]()
    paths = (f"{PAGE}?since=2026-09&by=customer", f"{PAGE}?since=2026-01&by=month", "/reports/f10-4")
    with app.app_context():
        varied(1)
    for _ in range(2):
        counts += [count(app, wang, path) for path in paths]
        with app.app_context():
            varied()
    assert counts[:3] == counts[3:] and max(counts) <= 10


def test_r10_10_what_does_not_fit_is_one_line_and_the_chart_has_the_first_twelve() -> None:
    entries = [entry(f"客户{n:03}") for n in range(MOST_LINES + 2)]
    asked = Asked(Months(DECEMBER, DECEMBER), TODAY, Audience(1, select(0)), TERMS, "customer", "F10-12")
    rows = list(grouped(entries, BY["customer"], asked))
    assert len(rows) == MOST_LINES + 1 and rows[-1][:2] == ("其余 2 项", 2)
    assert len(list(grouped(entries[:-2], BY["customer"], asked))) == MOST_LINES
    report = STATISTICS["R10"]
    assert list(cut(rows[:13], report)) == ["图只画前 12 行。"] and not list(cut(rows[:12], report))
    drawn = report.chart(Reported(rows, TODAY))
    assert drawn and "客户011" in drawn.description and "客户012" not in drawn.description


def entry(customer: str) -> Entry:
    """A case of a customer that came in today."""
    about = (customer, Ref(1, "", customer), "", "", "")
    return Entry(1, "KS-1", "effective", "handling", TODAY, None, None, None, *about, None)


def test_r10_14_the_group_sees_on_its_home_whose_limit_is_over(app: Flask, later) -> None:
    take_post(app, GROUP, "production_control", "ROOT")
    group = signed_in(app, GROUP)
    assert "客诉期限" not in group.get("/").text
    with app.app_context(), writing():
        for due in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1), None):
            case(TODAY, None, due)
        case(TODAY, TODAY, date(2026, 12, 1), stage="handling")
        case(TODAY, TODAY, date(2026, 12, 1))
        case(TODAY, None, date(2026, 12, 1), status="void")
        case(TODAY, None, TODAY + timedelta(days=1), regulation="R12")
    page = group.get("/")
    assert "客户投诉管理制度模板：未结 5 件，2 件逾期，1 件今天到期" in page.text
    assert "企业客户投诉管理制度：未结 1 件，没有逾期" in page.text
    assert page.all("a", href="/reports/f10-4") and page.all("a", href="/reports/f12-4")
    assert "客诉期限" not in signed_in(app, "1006").get("/").text


@pytest.mark.parametrize(("day", "told"), [(1, True), (10, True), (11, False)])
def test_r10_10_the_group_is_reminded_of_last_months_statistics_until_the_tenth(
    app: Flask, clock, day: int, told: bool
) -> None:
    take_post(app, GROUP, "production_control", "ROOT")
    clock.moment = datetime(2027, 1, day, 2, tzinfo=UTC)
    page = signed_in(app, GROUP).get("/")
    assert ("客诉案件统计表（F10-12）2026年12月，10 日前送各部门主管" in page.text) is told
    assert bool(page.all("a", href="/reports/f12-12?since=2026-12&until=2026-12")) is told
