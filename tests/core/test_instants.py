"""Days of instants in the company's zone, on both sides of midnight."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core.instants import last_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = datetime(2026, 3, 15, 16, tzinfo=UTC)  # the 16th begins in Shanghai


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (MIDNIGHT, date(2026, 3, 15)),
        (MIDNIGHT + timedelta(microseconds=1), date(2026, 3, 16)),
        (MIDNIGHT - timedelta(hours=7), date(2026, 3, 15)),
    ],
)
def test_what_is_due_at_midnight_is_in_time_until_the_day_before_ends(due: datetime, day: date) -> None:
    assert last_day(due, SHANGHAI) == day
