"""R09 §4.4.9: the reports of a week and a month begin with the records, are held to them, and are signed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from msgspec.structs import replace

from portal.core.approval.hooks import Refused
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.duties.models import Occurrence
from portal.core.duties.planning import plan
from portal.core.facts import Facts, Month
from portal.core.measures import Rate
from portal.core.period import Period
from portal.extensions import db, writing
from portal.regulations.it_service.duties import after_the_month, after_the_week
from portal.regulations.it_service.facts import MonthReport, WeekReport
from portal.regulations.it_service.rules.reports import (
    disagreeing,
    month_refusals,
    newest_week,
    silent,
    week_refusals,
)
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import take_post
from tests.domain.complaints.acts import decided, sent
from tests.regulations.it_service.incidents import (
    FILLED,
    assigned,
    close,
    reported,
    restored,
    staffed,
    ticket,
)
from tests.terms import TERMS

MANAGER, OWNER = "1013", "1014"
THURSDAY = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)  # 09:00
MONDAY = date(2026, 11, 16)
NOTHING = dict.fromkeys(("reported", "restored", "closed", "left", "responded", "repaired"), 0) | {
    "returned": 0, "again": 0,
}  # fmt: skip
WORDS = {"done": "处理报修", "ahead": "更换旧打印机"}
WEEK = WeekReport(monday=MONDAY, **NOTHING, **WORDS)
MONTH = MonthReport(month=Month(2026, 10), **NOTHING, **WORDS)
HALF = Rate(Decimal(50))


def paths(found: Any) -> list[str]:
    return [f"{refusal.path[0]}" for refusal in found]


@pytest.mark.parametrize(
    ("monday", "refused"),
    [
        (MONDAY, []),
        (MONDAY + timedelta(days=1), ["monday"]),
        (MONDAY + timedelta(days=7), ["monday"]),
        (MONDAY - timedelta(days=7), []),
    ],
)
def test_r09_4_4_9_a_week_is_reported_by_its_monday_when_it_is_over(monday, refused) -> None:
    assert paths(week_refusals(replace(WEEK, monday=monday), TERMS)) == refused


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 11, 22), ["monday"]), (date(2026, 11, 23), [])])
def test_r09_4_4_9_a_week_is_over_on_its_next_monday(day, refused) -> None:
    assert paths(week_refusals(WEEK, TERMS._replace(day=day))) == refused


@pytest.mark.parametrize(("day", "refused"), [(date(2026, 10, 31), ["month"]), (date(2026, 11, 1), [])])
def test_r09_4_4_9_a_month_is_over_on_the_next_ones_first_day(day, refused) -> None:
    assert paths(month_refusals(MONTH, TERMS._replace(day=day))) == refused


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, []),
        ({"repair_share": Rate(Decimal(100))}, []),
        ({"repair_share": Rate(Decimal("99.9"))}, ["improvements"]),
        ({"response_share": HALF}, ["improvements"]),
        ({"returned": 1}, ["improvements"]),
        ({"again": 1}, ["improvements"]),
        ({"again": 1, "improvements": "换一台"}, []),
    ],
)
def test_r09_4_4_9_what_went_wrong_has_its_improvement(said, refused) -> None:
    assert paths(silent(replace(WEEK, **said))) == refused


def test_r09_4_4_9_a_figure_that_disagrees_is_told_its_right_value() -> None:
    figures = {**NOTHING, "reported": 1, "response_share": HALF, "repair_share": None, "usual": None}
    said = replace(WEEK, response_share=None, repair_share=HALF)
    assert {refusal.path[0]: refusal.message for refusal in disagreeing(said, figures)} == {
        "reported": "按记录，报修是 1",
        "response_share": "按记录，响应按期率是 50%",
        "repair_share": "按记录，恢复按期率没有，请留空",
    }


@pytest.mark.parametrize(
    ("day", "today", "monday"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 9)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 11), date(2026, 11, 23), date(2026, 11, 9)),
    ],
)
def test_r09_4_4_9_a_sheet_begins_with_the_newest_week_that_is_over(day, today, monday) -> None:
    assert newest_week(day, today).monday == monday


def test_r09_4_4_9_reports_are_owed_some_working_days_later() -> None:
    assert after_the_week(TERMS, Period(MONDAY, MONDAY + timedelta(days=6))).day == date(2026, 11, 23)
    holiday = Period(date(2026, 9, 21), date(2026, 9, 27))
    assert after_the_week(TERMS, holiday).day == date(2026, 9, 28)
    assert after_the_month(TERMS, Period(date(2026, 9, 1), date(2026, 9, 30))).day == date(2026, 10, 10)


@pytest.fixture
def desk(app: Flask, clock: TestClock) -> Flask:
    clock.moment = THURSDAY
    staffed(app)
    take_post(app, MANAGER, "project_manager", "OPS")
    take_post(app, OWNER, "project_owner", "ROOT")
    with app.app_context():
        case_id = reported()
        decided(restored(case_id), {})
        close(case_id)
        decided(assigned(reported(thing="邮件系统"), ticket(thing="邮件系统")), FILLED, until="响应")
    clock.advance(days=4)
    return app


def refused(code: str, facts: Facts) -> list[str]:
    """At which cells a report is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent(code, facts, 0, MANAGER)
    db.session.rollback()
    return paths(found.value.refusals)


def test_r09_4_4_9_the_sheet_begins_with_the_records_and_goes_to_the_owner(desk: Flask) -> None:
    manager = signed_in(desk, MANAGER)
    page = manager.get("/forms/f09-8/new")
    typed = dict(page.fields("/forms/f09-8"))
    wanted = {
        "monday": "2026-11-16", "reported": "2", "restored": "1", "closed": "1", "left": "1",
        "responded": "1",
        "response_share": "50", "repaired": "1", "repair_share": "100", "returned": "0", "again": "0",
        "usual": "0",
    }  # fmt: skip
    assert {name: typed[name] for name in wanted} == wanted
    wrong = manager.submit(page, act="send", **WORDS, left="0", improvements="提醒及时响应")
    assert wrong.status == 422 and "按记录，期末未关是 1" in wrong.text
    right = manager.submit(wrong, act="send", left="1")
    assert "ZB-2026-001" in right.text, right.faults()
    owner = signed_in(desk, OWNER)
    assert "2026-11-16一周的运维报告" in owner.get("/").text
    with desk.app_context():
        document_id = int(right.address.rpartition("/")[2])
        assert decided(document_id, {}) == ["签字"]
        assert db.session.get_one(Document, document_id).status == "approved"
        assert refused("F09-8", WEEK) == ["monday"]
        earlier = replace(WEEK, monday=date(2026, 11, 9), left=1)
        assert refused("F09-8", earlier) == ["left"]


def test_r09_4_4_9_a_month_is_reported_with_its_own_figures(desk: Flask, clock: TestClock) -> None:
    clock.advance(days=9)
    typed = dict(signed_in(desk, MANAGER).get("/forms/f09-8m/new").fields("/forms/f09-8m"))
    assert (typed["month"], typed["reported"], typed["repair_share"]) == ("2026-11", "2", "50")
    with desk.app_context():
        october = sent("F09-8M", MONTH, 0, MANAGER)
        assert db.session.get_one(Document, october).number == "YB-2026-001"


def test_r09_4_4_9_a_report_closes_its_duty_and_no_other(desk: Flask) -> None:
    with desk.app_context():
        with writing():
            plan(this_moment())
        sent("F09-8M", MONTH, 0, MANAGER)
        rows = db.session.query(Occurrence).filter(Occurrence.duty.like("it_service:%_report")).all()
        states = {(row.duty, row.first_day): row.state for row in rows}
        assert states["it_service:week_report", MONDAY] == "open"
        assert states["it_service:month_report", date(2026, 11, 1)] == "open"
