"""Office hours and the daily letter's hour, both sides of each boundary."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.core.calendar import Calendar
from portal.core.notices.hours import Hours

HOURS = Hours(Calendar(official_years=range(2004, 2027)), ZoneInfo("Asia/Shanghai"), 8)


def at(text: str) -> datetime:
    """2026-11-23 08:00 in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=HOURS.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("told", "leaves"),
    [
        ("2026-11-23 07:59", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "2026-11-23 08:00"),
        ("2026-11-23 17:59", "2026-11-23 17:59"),
        ("2026-11-23 18:00", "2026-11-24 08:00"),
        ("2026-11-20 18:00", "2026-11-23 08:00"),  # over a weekend
        ("2026-09-30 18:00", "2026-10-08 08:00"),  # over the National Day
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
