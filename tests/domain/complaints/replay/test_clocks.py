"""The replays' own year, against cases that were reckoned elsewhere."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.domain.complaints.replay.clocks import (
    DAY,
    MINUTE,
    SHANGHAI,
    end_of_days,
    end_of_minutes,
    works,
)

NAME = Path("shared", "checks", "clock_cases.json")
BESIDE = [folder / NAME for folder in Path(__file__).parents if (folder / NAME).exists()]


@pytest.mark.skipif(not BESIDE, reason=f"no {NAME} beside the project")
def test_the_year_by_hand_agrees_with_every_outside_case_of_it() -> None:
    cases: list[dict[str, Any]] = json.loads(BESIDE[0].read_text("utf-8"))["cases"]
    asked = [case for case in cases if within(case)]
    assert {case["kind"] for case in asked} == set(RECKONED) and len(asked) > 100
    assert [case for case in asked if f"{RECKONED[case['kind']](case)}" != case["due"]] == []


def within(case: dict[str, Any]) -> bool:
    """Whether a case is one of 2026, of a kind that is reckoned here."""
    begins = str(case.get("start", case.get("year")))
    return case["kind"] in RECKONED and begins.startswith("2026") and case["due"].startswith("2026")


def nth_working_day(case: dict[str, Any]) -> date:
    days = [date(2026, 1, 1) + n * DAY for n in range(365)]
    return [day for day in days if day.month == case["month"] and works(day)][case["n"] - 1]


def days_after(case: dict[str, Any]) -> date:
    noon = datetime.fromisoformat(case["start"]).replace(hour=12, tzinfo=SHANGHAI)
    return (end_of_days(noon, case["n"], working="working" in case["kind"]) - MINUTE).date()


def minutes_after(case: dict[str, Any]) -> str:
    began, *ends = (
        datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
        for at in (case["start"], *(at for still in case["pauses"] for at in still))
    )
    stills = list(zip(ends[::2], ends[1::2], strict=True))
    return f"{end_of_minutes(began, case['minutes'], stills):%Y-%m-%dT%H:%M}"


RECKONED = {
    "nth_working_day": nth_working_day,
    "working_days_after": days_after,
    "calendar_days_after": days_after,
    "working_minutes_after": minutes_after,
}
