"""Calendars for the tests; none depends on which year the library has reached."""

from datetime import date

import pytest

from portal.core.calendar import Calendar, DayKind, Entry, WorkingTime

NEW_YEAR_2027: dict[date, Entry] = {
    date(2027, 1, 1): (DayKind.STATUTORY_HOLIDAY, "元旦"),
    date(2027, 1, 2): (DayKind.STATUTORY_HOLIDAY, "元旦"),
    date(2027, 1, 3): (DayKind.STATUTORY_HOLIDAY, "元旦"),
    date(2027, 2, 20): DayKind.MAKE_UP_WORKDAY,
    date(2027, 12, 31): DayKind.HALF_DAY,
}


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """The official notices of 2004-2026 and nothing entered."""
    return Calendar(official_years=range(2004, 2027))


@pytest.fixture(scope="session")
def calendar_with_2027() -> Calendar:
    """The same, after an administrator entered the (invented) notice of 2027."""
    return Calendar(NEW_YEAR_2027, official_years=range(2004, 2027))


@pytest.fixture(scope="session")
def working_time(calendar: Calendar) -> WorkingTime:
    """The default office hours in Asia/Shanghai by the official notices of 2004-2026."""
    return WorkingTime(calendar)
