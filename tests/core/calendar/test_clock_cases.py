"""Deadlines computed outside the portal, from shared/checks beside the project: every case of every kind."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from portal.core.calendar import (
    AfterDays,
    AfterWorkingDays,
    AfterWorkingHours,
    NthWorkingDay,
    Pause,
    RunningClock,
    WeeklyAt,
    WorkingTime,
    nth_working_day,
    working_days_after,
)

NAME = Path("shared", "checks", "clock_cases.json")
BESIDE = [folder / NAME for folder in Path(__file__).parents if (folder / NAME).exists()]

Case = dict[str, Any]
CASES: list[Case] = json.loads(BESIDE[0].read_text("utf-8"))["cases"] if BESIDE else []

pytestmark = pytest.mark.skipif(not BESIDE, reason=f"no {NAME} beside the project")


def _nth_working_day(working_time: WorkingTime, case: Case) -> str:
    day = nth_working_day(working_time.calendar, case["year"], case["month"], case["n"]).day
    assert NthWorkingDay(case["n"]).due(date(case["year"], case["month"], 9), working_time).day == day
    return str(day)


def _working_days_after(working_time: WorkingTime, case: Case) -> str:
    start = date.fromisoformat(case["start"])
    day = working_days_after(working_time.calendar, start, case["n"]).day
    assert AfterWorkingDays(case["n"]).due(start, working_time).day == day
    return str(day)


def _calendar_days_after(working_time: WorkingTime, case: Case) -> str:
    return str(AfterDays(case["n"]).due(date.fromisoformat(case["start"]), working_time).day)


def _working_minutes_after(working_time: WorkingTime, case: Case) -> str:
    spans = [[_instant(working_time, end) for end in pause] for pause in case["pauses"]]
    pauses = tuple(Pause(since, until, "等候客户") for since, until in spans)
    began, limit = _instant(working_time, case["start"]), AfterWorkingHours(minutes=case["minutes"])
    return _local(working_time, RunningClock(began, limit, pauses).due(working_time).at)


def _monday_10(working_time: WorkingTime, case: Case) -> str:
    week_of = date.fromisoformat(case["week_of"])
    return _local(working_time, WeeklyAt(0, time(10)).due(week_of, working_time).at)


def _instant(working_time: WorkingTime, local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=working_time.zone).astimezone(UTC)


def _local(working_time: WorkingTime, at: datetime | None) -> str:
    assert at
    return working_time.local(at).strftime("%Y-%m-%dT%H:%M")


KINDS = {
    "nth_working_day": _nth_working_day,
    "working_days_after": _working_days_after,
    "calendar_days_after": _calendar_days_after,
    "working_minutes_after": _working_minutes_after,
    "monday_10_or_next_working_day": _monday_10,
}


def test_the_file_has_cases_of_each_of_these_kinds_and_of_no_other() -> None:
    assert {case["kind"] for case in CASES} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_outside_case_of_a_kind_agrees(working_time: WorkingTime, kind: str) -> None:
    found = [(case, KINDS[kind](working_time, case)) for case in CASES if case["kind"] == kind]
    assert [(case, due) for case, due in found if due != case["due"]] == []
