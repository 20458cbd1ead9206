"""会计档案管理办法 art. 14: years are counted from the day after the year in which a paper was finished."""

from datetime import date

import pytest

from portal.core.retention.rules import due_from, is_permanent, newest_year_due, told


@pytest.mark.parametrize(
    ("finished", "keep_years", "first"),
    [
        (date(2026, 5, 3), 30, date(2057, 1, 1)),
        (date(2026, 1, 1), 30, date(2057, 1, 1)),
        (date(2026, 12, 31), 30, date(2057, 1, 1)),
        (date(2027, 1, 1), 30, date(2058, 1, 1)),
        (date(2026, 5, 3), 10, date(2037, 1, 1)),
        (date(2026, 5, 3), 99, date(2126, 1, 1)),
        (date(2026, 5, 3), 100, None),
        (date(2026, 5, 3), 101, None),
    ],
)
def test_art_14_a_paper_may_go_from_the_first_day_of_a_year_and_a_permanent_one_never(
    finished: date, keep_years: int, first: date | None
) -> None:
    assert due_from(finished, keep_years) == first


@pytest.mark.parametrize(
    ("day", "keep_years", "year"),
    [(date(2056, 12, 31), 30, 2025), (date(2057, 1, 1), 30, 2026), (date(2057, 1, 1), 100, None)],
)
def test_art_14_the_newest_year_that_is_over_changes_on_new_years_day(
    day: date, keep_years: int, year: int | None
) -> None:
    assert newest_year_due(day, keep_years) == year


def test_a_hundred_years_are_called_for_ever() -> None:
    assert [told(years) for years in (10, 30, 99, 100)] == ["10 年", "30 年", "99 年", "永久"]
    assert [is_permanent(years) for years in (99, 100)] == [False, True]
