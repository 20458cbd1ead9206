"""A parameter: the value in force on a day, in words, and never a silent default."""

from datetime import date

import pytest

from portal.core.parameter import NoValue, Parameter
from portal.regulations.customer_maintenance.parameters import PLAN_DUE

LIMIT = Parameter("x.limit", "上限", "§1", "seed", "元", ((date(2026, 1, 1), 3000), (date(2026, 7, 1), 5000)))


@pytest.mark.parametrize(
    ("day", "value"), [(date(2026, 1, 1), 3000), (date(2026, 6, 30), 3000), (date(2026, 7, 1), 5000)]
)
def test_the_value_is_the_one_in_force_that_day(day: date, value: int) -> None:
    assert LIMIT.on(day) == value
    assert LIMIT.told(day) == f"{value} 元"


def test_a_day_before_the_first_value_has_none() -> None:
    with pytest.raises(NoValue, match=r"x\.limit has no value on 2025-12-31"):
        LIMIT.on(date(2025, 12, 31))


def test_the_due_day_of_a_plan_is_told_in_words() -> None:
    assert PLAN_DUE.told(date(2026, 11, 23)) == "最后一个工作日"
