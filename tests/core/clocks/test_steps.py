"""The office manager has two working days for a plan; then he is told, then his superior takes part."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.models import Task
from portal.core.approval.overdue import keep_clocks, watch_clocks
from portal.core.approval.passing import Added, add
from portal.core.audit.chain import faults
from portal.core.calendar import AfterWorkingDays, Calendar, DayKind, Extension
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import NotRunning, extend, pause, resume
from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.extensions import db, writing
from tests.conftest import signed_in
from tests.core.org.changes import person
from tests.pages import Browser
from tests.plans import plan, task_of

pytestmark = pytest.mark.both_databases
DUE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)  # Wednesday 17:30, the end of the second working day


def clock_of(app: Flask) -> Clock:
    with app.app_context():
        return db.session.scalars(select(Clock)).one()


def watch(app: Flask) -> None:
    with app.app_context():
        watch_clocks(this_moment())


def told(app: Flask, kind: str) -> list[int]:
    with app.app_context():
        return sorted(db.session.scalars(select(Notice.person_id).filter_by(kind=kind)))


def test_row_19_the_limit_counts_working_days_until_the_decision(app: Flask, zhou: Browser) -> None:
    document = plan(app)
    assert (clock_of(app).due_at, clock_of(app).state) == (DUE, "running")
    listed = zhou.get("/").text
    assert "11-25 17:30" in listed
    assert "为什么是这个时间" in listed
    assert "算第2个工作日" in listed or "算第1至第2个工作日" in listed
    page = zhou.get(f"/tasks/{task_of(app, document, '1003')}")
    assert "11-25 17:30" in page.text
    zhou.submit(page, action="/tasks/", button="kind=approve")
    assert clock_of(app).state == "stopped"


def test_nobody_is_told_before_time_is_up_and_once_after(app: Flask, clock) -> None:
    plan(app)
    clock.moment = DUE
    watch(app)
    assert told(app, "step_overdue") == [], "17:30 itself is in time"
    clock.advance(minutes=1)
    watch(app)
    watch(app)
    assert told(app, "step_overdue") == [3]
    assert "超时" in signed_in(app, "1003").get("/").text


def test_row_18_the_superior_takes_part_a_working_day_later_and_either_decides(app: Flask, clock) -> None:
    document = plan(app)
    clock.moment = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    watch(app)
    assert told(app, "escalated") == []
    clock.advance(minutes=1)
    watch(app)
    watch(app)
    assert told(app, "escalated") == [6]
    wang = signed_in(app, "1006")
    page = wang.get(f"/tasks/{task_of(app, document, '1006')}")
    assert "已同意" in wang.submit(page, action="/tasks/", button="kind=approve").text
    with app.app_context():
        assert not db.session.scalars(select(Task).filter_by(state="open")).all()
        assert list(faults()) == []


def test_the_superior_who_takes_part_adds_others_beside_as_the_step_s_own_do(app: Flask, clock) -> None:
    document = plan(app)
    clock.moment = datetime(2026, 11, 26, 9, 31, tzinfo=UTC)
    watch(app)
    task = task_of(app, document, "1006")
    with app.app_context(), writing():
        wang = db.session.get_one(Task, task).person_id
        add(task, wang, Added("beside", "all", [person("1005").id]), "", this_moment())
    with app.app_context():
        here = db.session.scalars(select(Task).filter_by(state="open").order_by(Task.id))
        assert [each.person.number for each in here] == ["1003", "1006", "1005"]


def test_a_pause_over_the_end_of_a_day_moves_the_end_by_one_and_an_open_one_is_due_never(
    app: Flask, clock
) -> None:
    plan(app)
    number = clock_of(app).id
    with app.app_context(), writing():
        pause(number, "等总部价格", 3, this_moment())
    assert (clock_of(app).state, clock_of(app).due_at) == ("paused", None)
    with app.app_context(), pytest.raises(NotRunning), writing():
        pause(number, "再停", 3, this_moment())
    clock.advance(days=2)
    watch(app)
    with app.app_context(), writing():
        resume(number, 3, this_moment())
    assert clock_of(app).due_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    assert told(app, "step_overdue") == []


def test_an_extension_by_an_approved_record_counts_from_the_same_event(app: Flask, zhou: Browser) -> None:
    plan(app)
    extension = Extension(AfterWorkingDays(5), "YQ-001", this_day := DUE.date())
    with app.app_context(), writing():
        extend(clock_of(app).id, extension, 3, this_moment())
    assert this_day and clock_of(app).due_at == datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert "经 YQ-001 批准" in zhou.get("/").text


def test_a_day_that_turns_out_to_be_free_moves_the_end(app: Flask) -> None:
    plan(app)
    days = {DUE.date(): DayKind.REST_DAY}
    app.config["CALENDAR"] = Calendar(days, range(2004, 2027), ())
    for _ in range(2):
        with app.app_context():
            keep_clocks(this_moment())
    assert clock_of(app).due_at == datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    with app.app_context():
        words = db.session.scalars(select(Notice.words).filter_by(kind="deadline_moved")).all()
    assert [text.partition("：")[0] for text in words] == ["期限由 2026-11-25 17:30 改为 2026-11-26 17:30"]
