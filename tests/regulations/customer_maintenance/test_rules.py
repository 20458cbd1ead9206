"""R01 §1(2): what a visit plan may say, and by when it is filled."""

from datetime import date

import pytest

from portal.core.calendar import Calendar, DayKind
from portal.core.facts import Month, Ref
from portal.regulations.customer_maintenance.facts import PlanLine, VisitPlan
from portal.regulations.customer_maintenance.rules import plan_due, plan_refusals
from tests.terms import TERMS

DECEMBER = Month(2026, 12)
JIAHE, HONGDA = Ref(1, "E0001", "嘉禾建材"), Ref(2, "E0002", "宏达工程")


def line(day: date, customer: Ref = JIAHE) -> PlanLine:
    words = {"route": "滨江", "goal": "订货", "solution": "补货"}
    return PlanLine(key="00000001", day=day, customer=customer, grade="A", frequency=1, **words)


def refused(*lines: PlanLine) -> list[tuple[tuple[str | int, ...], str]]:
    return [(r.path, r.clause) for r in plan_refusals(VisitPlan(month=DECEMBER, lines=lines), TERMS)]


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(2026, 12, 31)])
def test_r01_1_2_the_first_and_last_day_belong_to_the_month(day: date) -> None:
    assert refused(line(day)) == []


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2027, 1, 1), date(2025, 12, 15)])
def test_r01_1_2_a_day_outside_the_month_is_refused_at_its_cell(day: date) -> None:
    assert refused(line(date(2026, 12, 2)), line(day, HONGDA)) == [(("lines", 1, "day"), "§1(2)")]


def test_r01_1_2_the_same_customer_twice_on_a_day_is_refused() -> None:
    twice = refused(line(date(2026, 12, 2)), line(date(2026, 12, 2)))
    assert twice == [(("lines", 1, "customer"), "§1(2)")]


def test_r01_1_2_the_same_customer_on_another_day_or_another_on_the_same_day_is_fine() -> None:
    assert refused(line(date(2026, 12, 2)), line(date(2026, 12, 3)), line(date(2026, 12, 2), HONGDA)) == []


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (Month(2026, 12), date(2026, 11, 30)),
        (Month(2026, 11), date(2026, 10, 30)),  # 31 October is a Saturday
        (Month(2026, 10), date(2026, 9, 30)),
        (Month(2026, 3), date(2026, 2, 28)),  # 28 February 2026 is a make-up Saturday
        (Month(2026, 1), date(2025, 12, 31)),
        (Month(2027, 1), date(2026, 12, 31)),
    ],
)
def test_r01_1_2_a_plan_is_due_on_the_last_working_day_of_the_month_before(month: Month, due: date) -> None:
    deadline = plan_due(TERMS, month)
    assert (deadline.day, deadline.provisional) == (due, False)


def test_r01_1_2_a_due_day_without_official_calendar_is_provisional_until_the_year_is_entered() -> None:
    assert plan_due(TERMS, Month(2027, 2)).provisional
    entered = Calendar({date(2027, 1, 29): DayKind.REST_DAY}, official_years=range(2004, 2027))
    assert plan_due(TERMS._replace(calendar=entered), Month(2027, 2)).day == date(2027, 1, 28)
    assert not plan_due(TERMS._replace(calendar=entered), Month(2027, 2)).provisional
