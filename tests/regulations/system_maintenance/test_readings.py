"""R05 §4(1), §附4: values against their limits; one outside asks for a fault until somebody opened it."""

from datetime import date, time

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.domain.operations.models import Reading
from portal.extensions import db
from portal.regulations.system_maintenance.rules.readings import inspection_refusals, log_refusals
from tests.conftest import TestClock, signed_in
from tests.domain.complaints.acts import agree, decided, fill, turn
from tests.regulations.system_maintenance.maintenance import (
    HEAD,
    MANAGER,
    NOON,
    OPERATOR,
    amount,
    centre,
    inspection,
    log,
    sent,
)
from tests.terms import TERMS

pytestmark = pytest.mark.both_databases
DUE = date(2026, 11, 27)


def test_r05_2_a_word_of_normal_does_not_stand_on_a_value_outside(app: Flask) -> None:
    with app.app_context():
        assert [r.path for r in log_refusals(log("27.1", state="正常"), TERMS)] == [("lines", 0, "state")]
        assert not [*log_refusals(log("27", state="正常"), TERMS)]
        assert not [*log_refusals(log("27.1"), TERMS)]
        assert [r.path for r in log_refusals(log("1", value=None), TERMS)] == [("lines", 0, "value")]
        assert [r.path for r in log_refusals(log("20", low=amount("28")), TERMS)] == [("lines", 0, "high")]


def test_r05_2_a_value_outside_its_limits_stands_at_home_until_a_fault_was_opened(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        sent("F05-2", log("26.9"), OPERATOR)
        sent("F05-2", log("31.5"), OPERATOR)
    operator = signed_in(app, OPERATOR)
    home = operator.get("/")
    assert "超出范围：机房温度 31.5 ℃，范围 18–27" in home.text and "26.9" not in home.text
    assert "超出范围" in signed_in(app, HEAD).get("/").text, "the head above sees it too"
    link = next(a.get("href") for a in home.all("a") if "of=reading-" in (a.get("href") or ""))
    sheet = operator.get(link)
    told = {"business": "机房", "important": "否", "effect": "没有影响业务", "level": "三级（一般）"}
    assert operator.submit(sheet, action="/forms", act="send", **told).status == 200
    with app.app_context():
        outside, inside = db.session.scalars(select(Reading).order_by(Reading.outside.desc()))
        assert outside.fault and outside.fault.part == "机房环境" and inside.fault_id is None
    assert "超出范围" not in operator.get("/").text


def test_r05_4_1_a_fault_begins_on_the_day_on_which_the_value_was_read(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        sent("F05-2", log("31.5"), OPERATOR)
    clock.advance(hours=20)
    sheet = dict(signed_in(app, OPERATOR).get("/forms/f05-3/new?of=reading-1").fields("/forms"))
    assert (sheet["day"], sheet["at"]) == ("2026-11-23", "09:00")


def test_r05_6_an_inspection_is_announced_carried_out_and_its_values_are_entered(
    app: Flask, clock: TestClock
) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        early = replace(inspection(DUE).lines[1], state="正常")
        with pytest.raises(Refused, match="发通知时不填值"):
            sent("F05-6", inspection(DUE, lines=(early,)), MANAGER)
        db.session.rollback()
        paper = sent("F05-6", inspection(DUE), MANAGER)
    assert "2026-11-27 前完成" in signed_in(app, OPERATOR).get("/").text
    with app.app_context():
        task = turn(paper)
        assert task and task.person.number == OPERATOR
        lines = inspection(DUE).lines
        fill(paper, task, {"done_on": date(2026, 11, 23), "dangers": "灭火器过期"})
        with pytest.raises(Refused, match="请填值"):
            agree(paper, task)
        db.session.rollback()
        read = (replace(lines[0], value=amount("17.9")), replace(lines[1], state="异常", remark="过期"))
        assert decided(paper, {"巡检": {"lines": read}}) == ["巡检"]
        found = {row.item: (row.value, row.outside) for row in db.session.scalars(select(Reading))}
        assert found == {"机房温度": ("17.9 ℃", True), "消防器材": ("异常", True)}
        assert not [*inspection_refusals(inspection(DUE, done_on=date(2026, 11, 23)), TERMS)]
        assert [*inspection_refusals(inspection(DUE, done_on=date(2026, 11, 24)), TERMS)]
    assert "消防器材" in signed_in(app, OPERATOR).get("/").text


def test_a_log_that_is_read_at_a_time_keeps_it(app: Flask, clock: TestClock) -> None:
    centre(app)
    clock.moment = NOON
    with app.app_context():
        sent("F05-2", log("30", at=time(8, 30)), OPERATOR)
        assert db.session.scalars(select(Reading.read_at)).one().hour == 0  # 08:30 there
