"""Deadlines computed outside the portal, from shared/checks beside the project."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.core.calendar import Calendar, nth_working_day, working_days_after

CASES_FILE = Path(__file__).parents[4] / "shared" / "checks" / "clock_cases.json"

pytestmark = pytest.mark.skipif(not CASES_FILE.exists(), reason=f"{CASES_FILE} is not beside the project")


def _cases(kind: str) -> list[dict[str, Any]]:
    listed = json.loads(CASES_FILE.read_text("utf-8"))["cases"] if CASES_FILE.exists() else []
    return [case for case in listed if case["kind"] == kind]


def test_the_file_has_cases_of_both_kinds() -> None:
    assert _cases("nth_working_day")
    assert _cases("working_days_after")


def test_nth_working_day_agrees_with_every_outside_case(calendar: Calendar) -> None:
    wrong = [
        case
        for case in _cases("nth_working_day")
        if str(nth_working_day(calendar, case["year"], case["month"], case["n"]).day) != case["due"]
    ]
    assert wrong == []


def test_working_days_after_agrees_with_every_outside_case(calendar: Calendar) -> None:
    wrong = [
        case
        for case in _cases("working_days_after")
        if str(working_days_after(calendar, date.fromisoformat(case["start"]), case["n"]).day) != case["due"]
    ]
    assert wrong == []
