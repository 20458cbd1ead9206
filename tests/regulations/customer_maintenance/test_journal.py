"""R01 §1(4), F01-2: the day against the plan, visits entered, a week read in one act, printed on one page."""

from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.audit.models import AuditEvent
from portal.core.facts import Month, Ref
from portal.core.inspections.models import InspectedDocument, Inspection
from portal.domain.visits.models import PlannedVisit, Visit
from portal.extensions import db
from portal.regulations.customer_maintenance.facts import Journal, JournalLine
from portal.regulations.customer_maintenance.rules import journal_refusals
from tests.conftest import signed_in
from tests.core.printing.papers import text_of
from tests.duties import keep
from tests.pages import Browser, Page
from tests.plans import plan
from tests.terms import TERMS

DONE = {"lines-0-goal": "核对库存", "lines-0-summary": "库存 3 周，答应补货"}
MONDAY = "2026-11-23"
WEEK, LAST_WEEK = "/weeks/f01-2/1/2026-11-23", "/weeks/f01-2/1/2026-11-16"
NOVEMBER = Month(2026, 11)  # its first working day is the 2nd
EARLIER = "/forms/f01-2/new?about=2026-11-02"
ADDED = {"route": "城北", "frequency": "1", "goal": "看", "solution": "无"}
LEFT = [(time(9, 31), 0), (time(9, 30), 1), (time(9, 29), 1), (None, 0)]


def send(author: Browser, day: str = MONDAY, **typed: str) -> Page:
    page = author.get(f"/forms/f01-2/new?about={day}")
    return author.submit(page, button="act=send", **typed)


def visited(author: Browser, customer: str, day: str = MONDAY) -> Page:
    return send(author, day, **{"lines-0-customer": customer, **DONE})


def refused(**said: object) -> list[tuple[str | int, ...]]:
    journal = Journal(**{"day": TERMS.day, "others": "开会", **said})
    return [r.path for r in journal_refusals(journal, TERMS)]


def line(customer: int = 1, **said: object) -> JournalLine:
    ref = Ref(customer, f"E{customer:04}", "嘉禾建材")
    words = {"planned": "计划内", "goal": "看", "summary": "看过"}
    return JournalLine(key=f"{customer:08x}", customer=ref, **words, **said)


def test_r01_1_4_a_day_is_written_when_it_is_there_not_before() -> None:
    assert refused(day=TERMS.day) == refused(day=date(2026, 1, 5)) == []
    assert refused(day=date.fromordinal(TERMS.day.toordinal() + 1)) == [("day",)]


def test_r01_1_4_a_day_without_visits_says_what_else_was_done() -> None:
    assert refused(others="") == [("others",)]
    assert refused(others="", lines=(line(),)) == []


def test_r01_1_4_each_customer_once_a_day() -> None:
    assert refused(lines=(line(1), line(2))) == []
    assert refused(lines=(line(1), line(1))) == [("lines", 1, "customer")]


@pytest.mark.parametrize(("left", "refusals"), LEFT)
def test_r01_1_4_nobody_leaves_before_he_came(left: time | None, refusals: int) -> None:
    assert refused(lines=(line(arrived=time(9, 30), left=left),)) == [("lines", 0, "left")] * refusals


@pytest.mark.parametrize(("days", "refusals"), [(1, 0), (0, 1), (-1, 1)])
def test_r01_1_4_the_next_visit_is_later(days: int, refusals: int) -> None:
    later = date.fromordinal(TERMS.day.toordinal() + days)
    assert refused(lines=(line(next_visit=later),)) == [("lines", 0, "next_visit")] * refusals


@pytest.mark.both_databases
def test_r01_1_3_only_an_approved_plan_foresees_visits(app: Flask, chen: Browser) -> None:
    plan(app, None, NOVEMBER)
    plan(app, "return", NOVEMBER, number="1002")
    approved = plan(app, "approve", NOVEMBER, number="1004")
    assert "嘉禾建材 E0001" not in [text for _, text in chen.get(EARLIER).fields("/forms/")]
    with app.app_context():
        assert set(db.session.scalars(select(PlannedVisit.document_id))) == {approved}


@pytest.mark.both_databases
def test_r01_1_4_planned_and_unplanned_visits_are_told_apart(app: Flask, chen: Browser) -> None:
    plan(app, "approve", NOVEMBER)
    fresh = chen.get(EARLIER)
    fields = dict(fresh.fields("/forms/"))
    assert fields["lines-0-customer"] == "嘉禾建材 E0001"
    assert fields["lines-0-goal"] == "核对下月订货与库存"
    more = {"lines-1-customer": "E0005", "lines-1-goal": "顺路", "lines-1-summary": "店主外出"}
    sent = chen.submit(fresh, button="act=send", **{"lines-0-summary": "已补货"}, **more)
    assert "已提交，编号 CG-202611-0001" in sent.text
    assert "2 次巡访，其中 1 次计划外" in sent.text
    assert ("计划内" in sent.text, "计划外" in sent.text) == (True, True)
    assert "嘉禾建材 E0001" not in [text for _, text in chen.get(EARLIER).fields("/forms/")], "written down"
    with app.app_context():
        visits = db.session.scalars(select(Visit).order_by(Visit.id)).all()
        assert [visit.planned for visit in visits] == [True, False]


def test_a_second_sheet_of_a_day_adds_customers_and_repeats_none(app: Flask, chen: Browser) -> None:
    assert visited(chen, "E0001").status == 200
    again = visited(chen, "E0001")
    assert (again.status, "这一天已经交过这个客户的记录" in again.text) == (422, True)
    assert "其中 1 次计划外" in visited(chen, "E0003").text
    with app.app_context():
        assert len(db.session.scalars(select(Visit)).all()) == 2


def test_r01_1_4_a_week_is_read_in_one_act(app: Flask, chen: Browser, zhou: Browser) -> None:
    visited(chen, "E0001", "2026-11-19")
    visited(chen, "E0001", "2026-11-20")
    assert "2 份" in zhou.get("/inspections").text
    week = zhou.get(LAST_WEEK)
    assert "已阅（2 份）" in week.text
    done = zhou.submit(week, action=f"{LAST_WEEK}/inspection", remark="具体，继续")
    assert "已阅，2 天的记录都已登记" in done.text
    with app.app_context():
        act = db.session.scalars(select(Inspection)).one()
        assert len(db.session.scalars(select(InspectedDocument)).all()) == 2
        events = select(AuditEvent).filter_by(event="document:inspected", person_id=act.person_id)
        assert len(db.session.scalars(events).all()) == 2
    assert "具体，继续" in chen.get(LAST_WEEK).text
    assert "已阅（" not in zhou.get(LAST_WEEK).text
    assert "没有重复登记" in zhou.submit(week, action=f"{LAST_WEEK}/inspection").text


def test_what_was_sent_after_the_page_was_opened_waits_for_another_act(
    app: Flask, chen: Browser, zhou: Browser
) -> None:
    visited(chen, "E0001")
    week = zhou.get(WEEK)
    visited(chen, "E0003")
    zhou.submit(week, action=f"{WEEK}/inspection")
    assert "已阅（1 份）" in zhou.get(WEEK).text
    with app.app_context():
        assert len(db.session.scalars(select(InspectedDocument)).all()) == 1


def test_a_remark_that_cannot_be_printed_is_refused_and_kept(chen: Browser, zhou: Browser) -> None:
    visited(chen, "E0001")
    page = zhou.submit(zhou.get(WEEK), action=f"{WEEK}/inspection", remark="好" * 301)
    assert (page.status, "最多 300 字" in page.text) == (422, True)
    assert "好" * 301 in page.text


def test_missing_working_days_are_listed_and_today_is_not_missing_yet(
    app: Flask, chen: Browser, zhou: Browser, clock
) -> None:
    keep(app)
    visited(chen, "E0001", "2026-11-23")
    assert "11月24日" not in zhou.get("/inspections").text, "tomorrow"
    clock.advance(days=3)
    assert "11月24日、11月25日" in (listed := signed_in(app, "1003").get("/inspections").text)
    assert "11月26日" not in listed, "today"
    clock.advance(days=3)
    listed = signed_in(app, "1003").get("/inspections").text
    assert "11月24日、11月25日、11月26日、11月27日" in listed
    assert "11月28日" not in listed, "a Saturday"


def test_only_those_above_inspect_and_only_they_and_the_author_read(
    chen: Browser, lin: Browser, wu: Browser, zhou: Browser
) -> None:
    visited(chen, "E0001")
    assert chen.get(WEEK).status == 200
    assert "检查意见" not in chen.get(WEEK).text
    assert [reader.get(WEEK).status for reader in (lin, wu)] == [404, 404]
    assert chen.get("/inspections").status == 404
    for place in ("f01-2/1/2026-11-24", "f01-1/1/2026-11-23", "f01-2/1/x", "f01-2/1/9999-99-99"):
        address = f"/weeks/{place}"
        assert zhou.get(address).status == 404, address


def test_r01_1_4_a_week_prints_as_one_page_with_what_was_planned_and_missed(
    app: Flask, chen: Browser, zhou: Browser, tmp_path
) -> None:
    plan(app, "approve", NOVEMBER)
    for day in ("2026-11-02", "2026-11-03", "2026-11-04"):
        visited(chen, "E0009", day)
    address = "/weeks/f01-2/1/2026-11-02"
    zhou.submit(zhou.get(address), action=f"{address}/inspection", remark="补上缺的")
    answer = zhou.get(f"{address}/pdf").response
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data, tmp_path, "-layout")
    assert text.count("\f") == 1
    assert all(words in text for words in ("成功手册（一周）", "11月2日", "11月4日", "补上缺的", "周敏"))
    assert "11月2日计划未访：嘉禾建材" in text


def add(author: Browser, day: str, customer: str) -> Page:
    page = author.get("/forms/f01-1/new?about=2026-12")
    visit = {"day": day, "customer": customer, **ADDED}
    return author.submit(page, button="act=send", **{f"lines-0-{cell}": text for cell, text in visit.items()})


@pytest.mark.parametrize("verdict", [None, "return"])
def test_r01_1_2_a_month_has_one_plan_under_review(app: Flask, chen: Browser, verdict) -> None:
    plan(app, verdict)
    again = add(chen, "2026-12-30", "E0009")
    assert again.status == 422
    assert "这个月的计划 XF-202612-0001" in again.text


def test_r01_1_2_what_is_added_to_an_approved_plan_is_new(app: Flask, chen: Browser) -> None:
    plan(app, "approve")
    again = add(chen, "2026-12-01", "E0001")
    assert (again.status, "已批准的计划里，这一天已经有这个客户" in again.text) == (422, True)
    assert "XF-202612-0002" in chen.submit(again, button="act=send", **{"lines-0-day": "2026-12-30"}).text
