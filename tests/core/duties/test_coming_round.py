"""R01's duties live: planned once, closed by their paper, opened again, waived, moved with the calendar."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.core.audit.models import AuditEvent
from portal.core.calendar import Calendar, DayKind
from portal.core.duties.models import Occurrence
from portal.core.org.models import Person
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.duties import keep, occurrence
from tests.pages import Browser
from tests.plans import plan
from tests.regulations.customer_maintenance.test_journal import visited

pytestmark = pytest.mark.both_databases


def state(app: Flask, duty: str, number: str, first_day: str) -> str:
    return occurrence(app, duty, number, first_day).state


def everything(app: Flask) -> list[tuple[object, ...]]:
    with app.app_context():
        return [
            tuple(row) for row in db.session.execute(select(Occurrence.__table__).order_by(Occurrence.id))
        ]


def test_the_sweep_run_again_changes_nothing(app: Flask) -> None:
    keep(app)
    once = everything(app)
    keep(app)
    assert once and everything(app) == once


def test_r01_1_2_a_plan_closes_its_month_and_a_rejected_one_opens_it_again(app: Flask, zhou: Browser) -> None:
    keep(app)
    assert state(app, "plan", "1001", "2026-12-01") == "open"
    plan(app)
    row = occurrence(app, "plan", "1001", "2026-12-01")
    assert (row.state, row.document_id is not None, row.due) == ("done", True, date(2026, 11, 30))
    task = zhou.get("/").all("a", class_="row-title")[0].get("href")
    page = zhou.get(task)
    assert "已驳回" in zhou.submit(page, action="/tasks/", button="kind=reject", opinion="不合适").text
    assert state(app, "plan", "1001", "2026-12-01") == "open"


def test_a_paper_that_was_sent_before_its_duty_was_planned_closes_it(app: Flask) -> None:
    plan(app)
    keep(app)
    assert state(app, "plan", "1001", "2026-12-01") == "done"
    assert state(app, "plan", "1002", "2026-12-01") == "open"


def test_r01_1_4_a_journal_closes_its_own_day_alone(app: Flask, chen: Browser) -> None:
    keep(app)
    visited(chen, "E0001", "2026-11-23")
    assert state(app, "journal", "1001", "2026-11-23") == "done"
    assert state(app, "journal", "1001", "2026-11-24") == "open"


def test_r01_1_4_a_week_is_inspected_when_nothing_of_it_waits(app: Flask, chen: Browser, clock) -> None:
    keep(app)
    visited(chen, "E0001", "2026-11-23")
    clock.advance(days=7)
    keep(app)
    assert state(app, "inspection", "1003", "2026-11-23") == "open"
    assert state(app, "inspection", "1005", "2026-11-23") == "done", "nobody there wrote anything"
    zhou = signed_in(app, "1003")
    week = "/weeks/f01-2/1/2026-11-23"
    zhou.submit(zhou.get(week), action=f"{week}/inspection")
    assert state(app, "inspection", "1003", "2026-11-23") == "done"


def test_a_head_waives_with_a_reason_once_and_nobody_his_own(
    app: Flask, zhou: Browser, chen: Browser
) -> None:
    keep(app)
    row = occurrence(app, "journal", "1001", "2026-11-23")
    page = zhou.get(f"/duties/{row.id}")
    assert "请写明原因" in zhou.submit(page, action="/duties/", reason=" ").text
    assert "已免除" in zhou.submit(page, action="/duties/", reason="外出培训").text
    assert "刚刚已经完成或免除" in zhou.submit(page, action="/duties/", reason="再来").text
    assert "外出培训（周敏" in chen.get(f"/duties/{row.id}").text
    own = occurrence(app, "inspection", "1003", "2026-11-16")
    assert "免除这一项" not in zhou.get(f"/duties/{own.id}").text
    with app.app_context():
        assert (
            db.session.scalar(select(func.count()).select_from(AuditEvent).filter_by(event="duty:waived"))
            == 1
        )


def test_a_new_year_moves_what_is_open_and_calls_off_holidays(app: Flask, clock) -> None:
    clock.advance(days=30)  # 23 December
    keep(app)
    row = occurrence(app, "journal", "1001", "2027-01-01")
    assert (row.state, row.provisional) == ("open", True)
    assert occurrence(app, "plan", "1001", "2027-02-01").due == date(2027, 1, 29)
    entered = {date(2027, 1, 1): (DayKind.STATUTORY_HOLIDAY, "元旦"), date(2027, 1, 29): DayKind.REST_DAY}
    app.config["CALENDAR"] = Calendar(
        entered | {date(2027, 1, 30): DayKind.MAKE_UP_WORKDAY}, range(2004, 2027)
    )
    keep(app)
    assert state(app, "journal", "1001", "2027-01-01") == "void"
    row = occurrence(app, "plan", "1001", "2027-02-01")
    assert (row.due, row.provisional) == (date(2027, 1, 30), False)
    app.config["CALENDAR"] = Calendar(official_years=range(2004, 2027))
    keep(app)
    assert state(app, "journal", "1001", "2027-01-01") == "open"


def test_who_leaves_owes_nothing_more_and_what_he_owed_stays(app: Flask, clock) -> None:
    keep(app)
    clock.advance(days=2)
    with app.app_context(), writing():
        db.session.scalars(select(Person).filter_by(number="1001")).one().until = date(2026, 11, 26)
    keep(app)
    assert state(app, "journal", "1001", "2026-11-24") == "open"
    assert state(app, "journal", "1001", "2026-11-25") == "open", "his last day"
    assert state(app, "journal", "1001", "2026-11-26") == "void"
