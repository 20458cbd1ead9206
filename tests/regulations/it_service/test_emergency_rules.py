"""R09 §6: plans for emergencies and the records of drills; on both sides of each boundary."""

from datetime import date, time
from typing import Any

import pytest

from portal.core.facts import Ref
from portal.core.parameter import Values
from portal.core.period import Period, period_of
from portal.regulations.it_service.duties import in_the_half_year
from portal.regulations.it_service.facts import EmergencyPlan, EmergencyRecord, MeasureLine, TeamLine
from portal.regulations.it_service.parameters import DRILL
from portal.regulations.it_service.rules.emergencies import plan_refusals, record_refusals
from tests.terms import TERMS

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def plan(minutes: tuple[int, ...] = (5, 30), team: tuple[int, ...] = (1, 2), **other: Any) -> EmergencyPlan:
    """A plan with a step at each of so many minutes, by some people."""
    told = {
        "day": MONDAY, "part": "主机和存储", "scenario": "机房停电", "trigger": "市电中断超过 5 分钟",
        "told": "项目经理", "back": "全部系统可登录",
        "team": tuple(
            TeamLine(key=f"{n:08}", person=Ref(p, "", ""), part="总指挥") for n, p in enumerate(team)
        ),
        "steps": tuple(
            MeasureLine(key=f"{n:08}", act="切换电源", by="值班", within=m) for n, m in enumerate(minutes)
        ),
    }  # fmt: skip
    return EmergencyPlan(**told | other)


def record(**other: Any) -> EmergencyRecord:
    """A drill of half an hour."""
    told = {
        "day": MONDAY, "kind": "演练", "plan": Ref(1, "", "YA-2026-001"), "began": time(9),
        "ended": time(9, 30),
        "people": "运维全体", "course": "按步骤切换", "reached": "全部达到", "lessons": "联系表要更新",
        "better": "本周更新联系表",
    }  # fmt: skip
    return EmergencyRecord(**told | other)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (plan(), []),
        (plan(day=TUESDAY), [("day",)]),
        (plan((30, 30)), []),
        (plan((30, 29)), [("steps", 1, "within")]),
        (plan(team=(1, 1)), [("team", 1, "person")]),
    ],
)
def test_r09_6_a_plan_goes_forward_and_names_each_once(said: EmergencyPlan, at: list[Any]) -> None:
    assert [refusal.path for refusal in plan_refusals(said, TERMS)] == at


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (record(), []),
        (record(day=TUESDAY), [("day",)]),
        (record(ended=time(9)), [("ended",)]),
        (record(ended=time(9, 1)), []),
        (record(reached="没有全部达到"), [("lack",)]),
        (record(reached="没有全部达到", lack="联系不到值班人"), []),
    ],
)
def test_r09_6_a_record_says_how_long_and_what_was_not_reached(said: EmergencyRecord, at: list[Any]) -> None:
    assert [refusal.path for refusal in record_refusals(said, TERMS)] == at


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 6, 30), 5, date(2026, 6, 1)),  # 31 May is a Sunday
        (date(2026, 7, 1), 5, date(2026, 11, 30)),
        (date(2026, 7, 1), 1, date(2026, 7, 31)),
        (date(2026, 12, 31), 6, date(2026, 12, 31)),
    ],
)
def test_r09_6_a_drill_is_due_twice_a_year(day: date, months: int, due: date) -> None:
    half: Period = period_of("half", day)
    terms = TERMS._replace(values=Values({DRILL.name: ((date(2000, 1, 1), months),)}))
    assert in_the_half_year(terms, half).day == due
