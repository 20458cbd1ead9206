"""A case has its time, as a whole and at each stage: shown with the reason, paused, overdue, stopped."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.overdue import watch_clocks
from portal.core.clocks.models import Clock
from portal.core.desk.moment import this_moment
from portal.core.notices.models import Notice
from portal.extensions import db
from tests.conftest import signed_in
from tests.core.cases.repairs import act, opened
from tests.pages import Browser

pytestmark = pytest.mark.both_databases
WHOLE = datetime(2026, 12, 6, 16, 0, tzinfo=UTC)  # the end of the thirteenth day after 23 November
STAGE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)  # Tuesday 17:30


def clocks(app: Flask) -> dict[str, tuple[str, datetime | None]]:
    with app.app_context():
        rows = db.session.scalars(select(Clock).order_by(Clock.id))
        return {row.name: (row.state, row.due_at) for row in rows}


def told(app: Flask) -> list[str]:
    with app.app_context():
        watch_clocks(this_moment())
        return list(db.session.scalars(select(Notice.words).filter_by(kind="step_overdue")))


def test_the_whole_runs_from_the_opening_and_a_stage_while_the_case_is_at_it(
    app: Flask, zhou: Browser, chen
) -> None:
    case = opened(chen)
    assert clocks(app) == {"报修单": ("running", WHOLE)}
    act(zhou, case, "moved:repair", "派人")
    assert clocks(app) == {"报修单": ("running", WHOLE), "维修": ("running", STAGE)}
    assert "11-24 17:30" in zhou.get(case).text and "为什么是这个时间" in zhou.get(case).text
    assert "11-24 17:30" in zhou.get("/cases/f98-1").text and "11-24 17:30" in chen.get("/mine").text
    act(zhou, case, "moved:accepted", "退回")
    assert clocks(app)["维修"][0] == "stopped"
    act(zhou, case, "moved:closed", "算了")
    assert clocks(app)["报修单"][0] == "stopped"


def test_overdue_at_a_stage_is_shown_on_the_board_and_told_once(
    app: Flask, zhou: Browser, chen, clock
) -> None:
    case = opened(chen)
    act(zhou, case, "moved:repair", "派人")
    clock.moment = STAGE
    assert told(app) == []
    clock.advance(minutes=1)
    assert len(told(app)) == len(told(app)) == 1
    board = signed_in(app, "1003").get("/cases/f98-1").text
    assert "超时 维修 11-24 17:30" in board


def test_whoever_moves_the_case_pauses_with_a_reason_and_resumes(
    app: Flask, zhou: Browser, chen, clock
) -> None:
    case = opened(chen)
    act(zhou, case, "moved:repair", "派人")
    place = f"{case}/clocks/2"
    assert "暂停原因" not in chen.get(case).text, "he does not move it on from here"
    assert "请写明原因" in zhou.submit(zhou.get(case), action=place, button="act=pause", reason=" ").text
    assert "期限已暂停" in zhou.submit(zhou.get(case), action=place, button="act=pause", reason="等配件").text
    assert "暂停中（等配件）" in zhou.get(case).text
    clock.advance(days=2)
    assert told(app) == []
    zhou = signed_in(app, "1003")
    assert "期限已恢复计时" in zhou.submit(zhou.get(case), action=place, button="act=resume").text
    assert clocks(app)["维修"] == ("running", datetime(2026, 11, 25, 9, 30, tzinfo=UTC))


def test_nobody_else_pauses_and_no_clock_of_another_case(app: Flask, zhou: Browser, chen, wu) -> None:
    case, other = opened(chen), opened(chen, device="灯")
    act(zhou, case, "moved:repair", "派人")
    posted = [("csrf_token", token(chen)), ("act", "pause"), ("reason", "强行")]
    assert chen.post(f"{case}/clocks/3", posted).status == 404
    assert wu.post(f"{case}/clocks/3", [("csrf_token", token(wu)), *posted[1:]]).status == 404
    assert zhou.post(f"{other}/clocks/3", [("csrf_token", token(zhou)), *posted[1:]]).status == 404


def token(person: Browser) -> str:
    return person.get("/forms").all("input", name="csrf_token")[0].get("value", "")
