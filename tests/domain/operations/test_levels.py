"""R05 rule 7: the level of a fault, by what stood still and for how long, to the minute on both sides."""

from datetime import UTC, datetime, time, timedelta

import pytest

from portal.domain.operations.levels import (
    FIRST,
    SECOND,
    THIRD,
    Affected,
    highest,
    is_lower,
    level_of,
)
from portal.domain.operations.windows import Hours, Window

HOURS = Hours(time(7), time(22))
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def stood(minutes: int, begins: datetime = NINE, *, important: bool = True, down: bool = True) -> Affected:
    """A business that stood still for so many minutes."""
    return Affected("核心账务", important, down, Window(begins, begins + timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    ("minutes", "level"), [(0, THIRD), (29, THIRD), (30, SECOND), (179, SECOND), (180, FIRST), (600, FIRST)]
)
def test_r05_7_three_hours_are_grave_half_an_hour_is_considerable(minutes: int, level: str) -> None:
    assert level_of(stood(minutes), HOURS).level == level


@pytest.mark.parametrize(
    ("begins", "minutes", "level"),
    [
        (datetime(2026, 11, 23, 6, 31, tzinfo=UTC), 58, THIRD),  # until 07:29
        (datetime(2026, 11, 23, 6, 31, tzinfo=UTC), 59, SECOND),  # until 07:30
        (datetime(2026, 11, 23, 21, 30, tzinfo=UTC), 300, SECOND),
        (datetime(2026, 11, 23, 21, 31, tzinfo=UTC), 300, THIRD),
        (datetime(2026, 11, 23, 22, tzinfo=UTC), 540, THIRD),  # the whole night
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), 719, SECOND),  # overnight, 90 + 89 minutes
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), 720, FIRST),  # 90 + 90
    ],
)
def test_r05_7_only_the_main_business_hours_count(begins: datetime, minutes: int, level: str) -> None:
    assert level_of(stood(minutes, begins), HOURS).level == level


def test_r05_7_the_main_business_hours_are_a_parameter() -> None:
    assert level_of(stood(180), Hours(time(10), time(22))).level == SECOND


@pytest.mark.parametrize("other", [{"important": False}, {"down": False}])
def test_r05_7_what_is_not_important_or_still_works_is_of_the_third(other: dict[str, bool]) -> None:
    assert level_of(stood(600, **other), HOURS).level == THIRD


def test_r05_7_where_several_apply_the_highest_counts_and_says_why() -> None:
    found = highest([stood(29), stood(180), stood(30)], HOURS)
    assert found.level == FIRST and "180 分钟" in found.why
    assert highest([], HOURS).level == THIRD


def test_r05_7_lower_is_what_is_less_grave() -> None:
    assert is_lower(THIRD, SECOND) and is_lower(SECOND, FIRST)
    assert not is_lower(SECOND, SECOND) and not is_lower(FIRST, SECOND)
