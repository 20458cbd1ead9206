"""Windows of changes: what lies in the business hours, and which overlap; values against their limits."""

from datetime import datetime, time
from decimal import Decimal

import pytest

from portal.core.measures import Quantity
from portal.domain.operations.monitoring.bounds import bounds_told, is_outside
from portal.domain.operations.windows import Hours, Window, overlapping, touches_hours

HOURS = Hours(time(7), time(22))


def window(begins: str, ends: str) -> Window:
    """A window of some days of November 2026: "23 22:00"."""
    return Window(*(datetime.strptime(f"2026-11-{at}", "%Y-%m-%d %H:%M") for at in (begins, ends)))  # noqa: DTZ007 - the company's time


@pytest.mark.parametrize(
    ("begins", "ends", "touches"),
    [
        ("23 22:00", "24 07:00", False),
        ("23 21:59", "24 07:00", True),
        ("23 22:00", "24 07:01", True),
        ("23 05:00", "23 06:59", False),
        ("23 01:00", "25 02:00", True),
    ],
)
def test_r05_4_a_window_touches_the_business_hours_to_the_minute(
    begins: str, ends: str, touches: bool
) -> None:
    assert touches_hours(window(begins, ends), HOURS) is touches


def test_windows_overlap_only_where_they_share_a_minute() -> None:
    night = {
        1: window("23 22:00", "23 23:00"),
        2: window("23 23:00", "24 01:00"),
        3: window("23 22:59", "23 23:30"),
    }
    assert overlapping(night.items()) == {1: [3], 3: [1, 2], 2: [3]}


@pytest.mark.parametrize(
    ("value", "outside"),
    [("17.999", True), ("18", False), ("27", False), ("27.001", True), ("-5", True)],
)
def test_r05_2_the_limits_themselves_are_inside(value: str, outside: bool) -> None:
    low, high = Quantity(Decimal(18), ""), Quantity(Decimal(27), "")
    assert is_outside(Quantity(Decimal(value), ""), low, high) is outside


def test_r05_2_a_limit_may_be_open_and_no_value_is_not_outside() -> None:
    one, two = Quantity(Decimal(1), ""), Quantity(Decimal(2), "")
    assert is_outside(two, None, one) and not is_outside(two, one, None)
    assert not is_outside(None, one, two)
    assert (bounds_told(one, two), bounds_told(one, None), bounds_told(None, two)) == (
        "1–2",
        "不低于 1",
        "不高于 2",
    )
