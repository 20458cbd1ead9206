"""R08 §4.1(3), §4.3(1): leave half a day ahead, a plan before Monday's meeting. Pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.core.calendar import Calendar, DayKind, Entered, Half, OfficeHours, Span, WorkingTime
from portal.core.terms import Terms
from portal.regulations.planning_department.facts import (
    OUTING,
    PHONED,
    PlannedWork,
    WeeklyPlan,
)
from portal.regulations.planning_department.rules import (
    asked_by,
    half_days_taken,
    made_up_by,
    notice_refusals,
    plan_due,
    plan_refusals,
    slip_refusals,
)
from tests.regulations.planning_department.slips import slip
from tests.terms import TERMS

TUESDAY_AFTERNOON = slip("2026-11-24 下午")


def at(text: str) -> datetime:
    """An instant by the clock in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=8)


def places(refusals) -> list[tuple[str | int, ...]]:
    return [refusal.path for refusal in refusals]


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ("2026-11-24 08:29:59", []),
        ("2026-11-24 08:30:00", []),
        ("2026-11-24 08:30:59", []),
        ("2026-11-24 08:31:00", [("notice",)]),
        ("2026-11-24 13:00:00", [("notice",)]),
    ],
)
def test_r08_4_1_3_leave_from_tuesday_noon_is_asked_for_by_tuesday_half_past_eight(sent, refused) -> None:
    assert asked_by(half_days_taken(TUESDAY_AFTERNOON, TERMS)[0], TERMS).at == at("2026-11-24 08:30")
    assert places(notice_refusals(TUESDAY_AFTERNOON, at(sent), TERMS)) == refused


def test_r08_4_1_3_a_morning_is_asked_for_by_the_noon_before() -> None:
    monday = slip("2026-11-23 上午", "2026-11-23 下午")
    assert places(notice_refusals(monday, at("2026-11-20 13:00:59"), TERMS)) == []
    assert places(notice_refusals(monday, at("2026-11-20 13:01:00"), TERMS)) == [("notice",)]


def test_r08_4_1_3_who_phoned_hands_in_his_slip_afterwards() -> None:
    phoned = slip("2026-11-24 下午", notice=PHONED, told_on=date(2026, 11, 24))
    assert places(notice_refusals(phoned, at("2026-11-26 09:00"), TERMS)) == []


def test_r08_4_1_3_an_outing_for_work_needs_the_signature_alone() -> None:
    assert places(notice_refusals(slip("2026-11-24 下午", kind=OUTING), at("2026-11-24 14:00"), TERMS)) == []


def test_r08_4_1_3_free_days_need_no_leave() -> None:
    weekend = slip("2026-11-28 上午", "2026-11-29 下午")
    assert places(notice_refusals(weekend, at("2026-11-20 09:00"), TERMS)) == [("until",)]


def test_r08_4_1_3_a_guessed_calendar_is_named_and_voids_nothing() -> None:
    january = slip("2027-01-05 上午")
    (refusal,) = notice_refusals(january, at("2027-01-05 09:00"), TERMS)
    assert "暂定：2027年放假安排尚未录入" in refusal.message


def test_r08_4_1_3_the_half_days_that_a_slip_takes() -> None:
    over_the_weekend = slip("2026-11-27 下午", "2026-11-30 上午")
    taken = half_days_taken(over_the_weekend, TERMS)
    assert [(s.begins, s.ends) for s in taken] == [
        (at("2026-11-27 13:00"), at("2026-11-27 17:30")),
        (at("2026-11-30 08:30"), at("2026-11-30 12:00")),
    ]


def test_r08_4_1_3_a_half_that_is_not_worked_is_not_taken() -> None:
    half = Calendar({date(2026, 11, 24): Entered(DayKind.HALF_DAY, "", Half.MORNING)})
    assert half_days_taken(TUESDAY_AFTERNOON, TERMS._replace(calendar=half)) == []


def test_r08_4_1_3_the_hours_are_those_of_the_authors_unit() -> None:
    early = WorkingTime(TERMS.calendar).of_unit(
        dated=[
            OfficeHours(
                date(2020, 1, 1), (Span(at("2026-11-24 06:00").time(), at("2026-11-24 10:00").time()),)
            )
        ]
    )
    own = Terms(TERMS.day, TERMS.calendar, units={7: early}).of_unit(7)
    assert asked_by(half_days_taken(TUESDAY_AFTERNOON, own)[0], own).at != at("2026-11-24 08:30")


def test_r08_4_1_3_a_slip_leads_forward_and_not_further_than_one_may() -> None:
    assert places(slip_refusals(slip("2026-11-24 下午", "2026-11-24 上午"), TERMS)) == [("until",)]
    assert places(slip_refusals(slip("2026-11-24 上午", "2026-11-24 上午"), TERMS)) == []
    first, longest = date(2026, 11, 24), timedelta(days=189)
    assert places(slip_refusals(slip(f"{first} 上午", f"{first + longest} 上午"), TERMS)) == []
    beyond = first + longest + timedelta(days=1)
    assert places(slip_refusals(slip(f"{first} 上午", f"{beyond} 上午"), TERMS)) == [("until",)]


def test_r08_4_1_3_nobody_was_told_tomorrow() -> None:
    for day, refused in ((TERMS.day, []), (TERMS.day + timedelta(days=1), [("told_on",)])):
        assert places(slip_refusals(slip("2026-11-24 上午", notice=PHONED, told_on=day), TERMS)) == refused


def test_r08_4_1_3_the_slip_after_a_call_is_due_a_working_day_after_the_return() -> None:
    friday = half_days_taken(slip("2026-11-26 上午", "2026-11-27 下午"), TERMS)[-1]
    assert made_up_by(friday, TERMS).at == at("2026-12-01 17:30"), "back on Monday"
    morning = half_days_taken(slip("2026-11-24 上午"), TERMS)[-1]
    assert made_up_by(morning, TERMS).at == at("2026-11-25 17:30"), "back the same afternoon"


@pytest.mark.parametrize(
    ("monday", "due"),
    [
        ("2026-11-23", "2026-11-23 10:00"),
        ("2026-10-05", "2026-10-08 10:00"),
        ("2026-05-04", "2026-05-06 10:00"),
    ],
)
def test_r08_4_3_1_a_plan_is_due_on_monday_at_ten_or_on_the_next_working_day(monday: str, due: str) -> None:
    deadline = plan_due(TERMS, date.fromisoformat(monday))
    assert not deadline.late(at(due) - timedelta(seconds=1))
    assert deadline.late(at(due))


def test_r08_4_3_1_a_plan_names_the_monday_of_its_week_and_nothing_before_it() -> None:
    for day, finished, refused in (
        (23, 23, []),
        (23, 22, [("work", 0, "finished")]),
        (24, 27, [("monday",)]),
        (29, 27, [("monday",)]),
    ):
        work = PlannedWork(key="00000000", content="海报", finished=date(2026, 11, finished))
        plan = WeeklyPlan(monday=date(2026, 11, day), work=(work,))
        assert places(plan_refusals(plan, TERMS)) == refused
