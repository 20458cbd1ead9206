"""Office hours and the daily letter's hour, both sides of each boundary."""

from datetime import UTC, datetime

import pytest

from portal.core.calendar import Calendar, WorkingTime
from portal.core.notices.hours import Hours

WORK = WorkingTime(Calendar(official_years=range(2004, 2027)))
HOURS = Hours(WORK, 8)


def at(text: str) -> datetime:
    """2026-11-23 08:00 in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=WORK.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        ("2026-11-23 08:29", "2026-11-23 08:30"),
        ("2026-11-23 08:30", "2026-11-23 08:30"),
        ("2026-11-23 11:59", "2026-11-23 11:59"),
        ("2026-11-23 12:00", "2026-11-23 13:00"),  # lunch
        ("2026-11-23 17:29", "2026-11-23 17:29"),
        ("2026-11-23 17:30", "2026-11-24 08:30"),
        ("2026-11-20 17:30", "2026-11-23 08:30"),  # over a weekend
        ("2026-09-30 17:30", "2026-10-08 08:30"),  # over the National Day
        ("2026-10-10 09:00", "2026-10-10 09:00"),  # a Saturday on which people work
    ],
)
def test_what_is_for_office_hours_waits_for_them(told: str, leaves: str) -> None:
    assert HOURS.office(at(told)) == at(leaves)


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        ("2026-11-23 07:59", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "2026-11-24 08:00"),
        ("2026-11-20 12:00", "2026-11-23 08:00"),
    ],
)
def test_the_daily_letter_leaves_at_its_next_hour(told: str, leaves: str) -> None:
    assert HOURS.digest(at(told)) == at(leaves)
