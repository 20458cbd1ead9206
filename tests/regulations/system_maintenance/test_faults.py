"""R05 §4(2), §附5: a fault has the level that it reached, goes up the line, and closes with a report."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.notices.models import Notice
from portal.domain.operations.models import Incident
from portal.extensions import db
from portal.regulations.system_maintenance.rules.faults import report_refusals
from tests.conftest import TestClock, signed_in
from tests.core.org.changes import person
from tests.domain.complaints.acts import acting, decided, move
from tests.regulations.system_maintenance.maintenance import (
    HEAD,
    MANAGER,
    NOON,
    OPERATOR,
    affected,
    centre,
    fault,
    fault_report,
    sent,
)
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
FIRST, SECOND, THIRD = "一级（重大）", "二级（较大）", "三级（一般）"
GENERAL = "1008"


def alarmed() -> set[str]:
    """Who was told of a serious fault. Inside an app context."""
    rows = db.session.scalars(select(Notice.person_id).filter_by(kind="serious_fault"))
    numbers = {person(number).id: number for number in (HEAD, MANAGER, GENERAL, OPERATOR)}
    return {numbers[person_id] for person_id in rows}


def refused(facts: object, case_id: int = 0) -> list[str]:
    """At which cells a paper is refused. Inside an app context."""
    with pytest.raises(Refused) as found:
        sent("F05-3R" if case_id else "F05-3", facts, OPERATOR, case_id)
    db.session.rollback()
    return [str(refusal.path[0]) for refusal in found.value.refusals]


@pytest.mark.parametrize(
    ("began", "least"),
    [(time(11, 31), THIRD), (time(11, 30), SECOND), (time(9, 1), SECOND), (time(9), FIRST)],
)
def test_r05_7_a_fault_is_registered_with_the_level_that_it_has_reached(
    app: Flask, clock: TestClock, began: time, least: str
) -> None:
    centre(app)
    clock.moment = NOON
    levels = [THIRD, SECOND, FIRST]
    with app.app_context():
        for lower in levels[: levels.index(least)]:
            assert refused(fault(began, level=lower)) == ["level"]
        case_id = sent("F05-3", fault(began, level=least), OPERATOR)
        assert db.session.get_one(Incident, case_id).level == least
        assert sent("F05-3", fault(began, level=FIRST), OPERATOR), "a higher one is never refused"


def test_r05_7_a_serious_fault_is_told_up_the_line_at_once(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        sent("F05-3", fault(time(11, 40)), OPERATOR)
        assert alarmed() == set()
        sent("F05-3", fault(time(11, 20), level=SECOND), OPERATOR)
        assert alarmed() == {HEAD, MANAGER}
        sent("F05-3", fault(time(8), level=FIRST), OPERATOR)
        assert alarmed() == {HEAD, MANAGER, GENERAL}


def test_a_fault_goes_from_its_record_to_its_closing(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        case_id = sent("F05-3", fault(time(11, 45)), OPERATOR)
        clock.moment += timedelta(hours=1)
        line = affected(time(11, 45), time(12, 20))
        assert refused(
            fault_report(affected(time(11, 45), time(13, 1)), level=SECOND, downtime=76), case_id
        ) == ["affected"]
        paper = sent("F05-3R", fault_report(line, level=SECOND, downtime=35), OPERATOR, case_id)
        row = db.session.get_one(Incident, case_id)
        assert (row.level, db.session.get_one(Document, case_id).stage) == (SECOND, "reported")
        assert alarmed() == {HEAD, MANAGER}, "it was more than was thought"
        with pytest.raises(Refused):
            move(case_id, "closed", acting(MANAGER, "maintenance_manager"))
        db.session.rollback()
        assert decided(paper, {}) == ["维护管理部门审阅"]
        move(case_id, "closed", acting(MANAGER, "maintenance_manager"))
        assert db.session.get_one(Incident, case_id).closed


def test_a_case_without_an_approved_report_stays_open(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        case_id = sent("F05-3", fault(time(11, 45)), OPERATOR)
        running = db.session.scalars(
            select(Clock.due_at).filter_by(document_id=case_id, state="running")
        ).one()
        assert running and running.date().isoformat() == "2026-11-30", "five working days"
        move(case_id, "reported", acting(OPERATOR, "system_operator"))
        with pytest.raises(Refused, match="还没有维护管理部门审阅过的故障报告"):
            move(case_id, "closed", acting(MANAGER, "maintenance_manager"))
        db.session.rollback()


def test_r05_7_a_report_takes_the_highest_level_and_the_whole_downtime(app: Flask) -> None:
    with app.app_context():
        both = (affected(time(9), time(9, 20)), affected(time(9, 10), time(12, 10), key="00000002"))
        told = [r.path[0] for r in report_refusals(fault_report(*both, level=SECOND, downtime=189), TERMS)]
        assert told == ["level", "downtime"]
        assert not [*report_refusals(fault_report(*both, level=FIRST, downtime=190), TERMS)]
        no = affected(time(9), time(12, 10), effect="部分受影响")
        assert not [*report_refusals(fault_report(no), TERMS)], "nothing stood still"
        early = fault_report(affected(time(9), time(9)))
        assert [r.path for r in report_refusals(early, TERMS)] == [("affected", 0, "to_at")]


def test_r05_7_the_sheet_proposes_the_level_and_says_why(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    operator = signed_in(app, OPERATOR)
    page = operator.get("/forms/f05-3/new")
    told = {
        "day": "2026-11-23",
        "at": "11:00",
        "business": "账务",
        "important": "是",
        "effect": "停运或无法使用",
    }
    hinted = operator.submit(page, action="/forms", act="check", **told).text
    assert "60 分钟停运或无法使用，满半小时、不满 3 小时，算二级（较大）" in hinted


def test_the_open_faults_stand_at_home_the_grave_ones_first(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        for level in (FIRST, THIRD, SECOND):
            sent("F05-3", fault(time(11, 45), level=level), OPERATOR)
    home = signed_in(app, OPERATOR).get("/").text
    assert home.index(FIRST) < home.index(SECOND) < home.index(THIRD)
