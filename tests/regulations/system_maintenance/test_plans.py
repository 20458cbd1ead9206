"""R05 §附3, §2: plans are changed by a newer version only, work is made up for; rules are filed for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.domain.operations.models import PlanItem
from portal.extensions import db
from portal.regulations.system_maintenance.rules.plans import plan_refusals
from tests.conftest import TestClock, signed_in
from tests.domain.complaints.acts import decided
from tests.regulations.system_maintenance.maintenance import (
    HEAD,
    MANAGER,
    NOON,
    OPERATOR,
    centre,
    plan,
    sent,
    work_done,
)
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_r05_6_the_items_lie_in_the_cycle(app: Flask) -> None:
    with app.app_context():
        assert not [*plan_refusals(plan(FIRST, LAST, FIRST, LAST), TERMS)]
        early = plan(FIRST, LAST, FIRST - timedelta(days=1))
        assert [r.path for r in plan_refusals(early, TERMS)] == [("lines", 0, "planned")]
        assert [r.path for r in plan_refusals(plan(FIRST, FIRST + timedelta(days=31), FIRST), TERMS)] == [
            ("until",)
        ]
        assert not [*plan_refusals(plan(FIRST, FIRST + timedelta(days=30), FIRST), TERMS)]
        assert [r.path for r in plan_refusals(plan(FIRST, LAST, FIRST, why="改"), TERMS)] == [("why",)]


def test_r05_6_an_approved_plan_is_changed_only_by_a_version_that_is_approved_again(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        first = sent("F05-5", plan(FIRST, LAST, MONDAY, TUESDAY))
        assert db.session.scalar(select(PlanItem.id)) is None, "nothing is owed before it is approved"
        with pytest.raises(Refused, match="还在审批"):
            sent("F05-5", plan(FIRST, LAST, MONDAY))
        db.session.rollback()
        assert decided(first, {}) == ["批准计划"]
        with pytest.raises(Refused, match="更改要写代替它"):
            sent("F05-5", plan(FIRST, LAST, MONDAY))
        db.session.rollback()
        done = db.session.scalars(select(PlanItem.id).filter_by(planned=MONDAY)).one()
        sent("F05-5R", work_done(done), OPERATOR)
        old = db.session.get_one(Document, first)
        newer = plan(FIRST, LAST, LAST, replaces=Ref(first, old.number, old.title), why="设备到货推迟")
        second = sent("F05-5", newer)
        decided(second, {})
        left = db.session.scalars(select(PlanItem.planned).filter_by(done_by=None, dropped_by=None))
        assert list(left) == [LAST]


def test_r05_6_what_was_not_done_is_made_up_for_within_five_working_days(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        decided(sent("F05-5", plan(FIRST, LAST, MONDAY)), {})
        item = db.session.scalars(select(PlanItem.id)).one()
        sent("F05-5R", work_done(item, "未完成"), OPERATOR)
    operator = signed_in(app, OPERATOR)
    assert "作业：清洁机柜 0" in operator.get("/").text
    clock.moment = datetime(2026, 11, 30, 4, tzinfo=UTC)
    operator = signed_in(app, OPERATOR)
    assert "要在 2026-11-30 前补做" in operator.get("/").text
    clock.moment = datetime(2026, 12, 1, 4, tzinfo=UTC)
    operator = signed_in(app, OPERATOR)
    assert "已过补做期限 2026-11-30" in operator.get("/").text
    assert "已过补做期限" in signed_in(app, HEAD).get("/").text
    for number, place in ((HEAD, f"/forms/f05-5r/new?of=item-{item}"), (MANAGER, "/documents/")):
        browser = signed_in(app, number)
        (told,) = [a for a in browser.get("/").all("a") if "已过补做期限" in "".join(a.itertext())]
        assert told.get("href", "").startswith(place), number
        assert browser.get(told.get("href", "")).status == 200
    with app.app_context():
        sent("F05-5R", work_done(item), OPERATOR)
        with pytest.raises(Refused, match="已经完成"):
            sent("F05-5R", work_done(item), OPERATOR)
        db.session.rollback()
    assert "清洁机柜" not in operator.get("/").text
