"""A parameter: the value in force on a day, in words, and never a silent default."""

from datetime import date

import pytest

from portal.core.parameter import NoValue, Parameter, Values
from portal.regulations.customer_maintenance.parameters import PLAN_DUE
from tests.terms import TERMS

LIMIT = Parameter("x.limit", "上限", "§1", "seed", "元", ((date(2026, 1, 1), 3000), (date(2026, 7, 1), 5000)))
DECLARED = Values()
CHANGED = Values({"x.limit": ((date(2026, 4, 1), 4000), (date(2026, 7, 1), 6000))})


@pytest.mark.parametrize(
    ("day", "value"), [(date(2026, 1, 1), 3000), (date(2026, 6, 30), 3000), (date(2026, 7, 1), 5000)]
)
def test_the_value_is_the_one_in_force_that_day(day: date, value: int) -> None:
    assert DECLARED.on(LIMIT, day) == value
    assert LIMIT.told(value) == f"{value} 元"


def test_a_day_before_the_first_value_has_none() -> None:
    with pytest.raises(NoValue, match=r"x\.limit has no value on 2025-12-31"):
        DECLARED.on(LIMIT, date(2025, 12, 31))


def test_the_due_day_of_a_plan_is_told_in_words() -> None:
    assert PLAN_DUE.told(DECLARED.on(PLAN_DUE, date(2026, 11, 23))) == "最后一个工作日"


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 1, 1), 3000),
        (date(2026, 3, 31), 3000),
        (date(2026, 4, 1), 4000),
        (date(2026, 6, 30), 4000),
        (date(2026, 7, 1), 6000),  # a change and a declaration of the same day: the change counts
    ],
)
def test_a_change_stands_from_its_day_on(day: date, value: int) -> None:
    assert CHANGED.on(LIMIT, day) == value


def test_a_rule_asks_for_the_value_of_the_judging_day() -> None:
    assert TERMS._replace(day=date(2026, 3, 31), values=CHANGED).value(LIMIT) == 3000
    assert TERMS._replace(day=date(2026, 4, 1), values=CHANGED).value(LIMIT) == 4000
