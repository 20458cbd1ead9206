"""What of a span nobody covers: both sides of each boundary, the edges of the span, midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core.parameter import Parameter, Values
from portal.core.roster import Hours, Line
from portal.domain.rosters.spans import Span, between, gaps, owed, whole_day

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)


def at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A local time of the day, or of one after it."""
    return datetime.combine(DAY + timedelta(days=days), time(hour, minute), SHANGHAI).astimezone(UTC)


WHOLE = Span(at(8), at(20))


def test_what_nobody_covers_is_one_gap() -> None:
    assert gaps([WHOLE], []) == [WHOLE]
    assert gaps([], [WHOLE]) == []


def test_where_one_ends_exactly_when_the_next_begins_there_is_no_gap() -> None:
    assert gaps([WHOLE], [Span(at(8), at(14)), Span(at(14), at(20))]) == []
    assert gaps([WHOLE], [Span(at(14), at(20)), Span(at(8), at(14))]) == []  # in whichever order


def test_one_minute_between_two_is_a_gap() -> None:
    found = gaps([WHOLE], [Span(at(8), at(14)), Span(at(14, 1), at(20))])
    assert found == [Span(at(14), at(14, 1))]


@pytest.mark.parametrize(
    ("begins", "ends", "left"),
    [
        (at(8), at(20), []),
        (at(8, 1), at(20), [Span(at(8), at(8, 1))]),
        (at(8), at(19, 59), [Span(at(19, 59), at(20))]),
        (at(7), at(21), []),
        (at(6), at(8), [WHOLE]),
        (at(20), at(22), [WHOLE]),
        (at(7, 59), at(8, 1), [Span(at(8, 1), at(20))]),
    ],
)
def test_the_edges_of_the_span_count(begins: datetime, ends: datetime, left: list[Span]) -> None:
    assert gaps([WHOLE], [Span(begins, ends)]) == left


def test_shifts_that_overlap_or_lie_in_one_another_leave_what_none_covers() -> None:
    shifts = [Span(at(8), at(16)), Span(at(9), at(10)), Span(at(15), at(17)), Span(at(18), at(19))]
    assert gaps([WHOLE], shifts) == [Span(at(17), at(18)), Span(at(19), at(20))]


def test_each_span_that_is_owed_is_looked_at_by_itself() -> None:
    next_day = Span(at(8, days=1), at(20, days=1))
    assert gaps([WHOLE, next_day], [Span(at(8), at(12, days=1))]) == [Span(at(12, days=1), at(20, days=1))]


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    assert between(DAY, time(20), time(8), SHANGHAI) == Span(at(20), at(8, days=1))
    assert between(DAY, time(8), time(20), SHANGHAI) == WHOLE
    assert between(DAY, time(8), time(8), SHANGHAI) == Span(at(8), at(8, days=1))
    assert between(DAY, time(8), time(8, 1), SHANGHAI) == Span(at(8), at(8, 1))


def line(opens: time | None = None, closes: time | None = None) -> Line:
    hours = opens is not None and closes is not None
    said = [
        Parameter(f"toy.{name}", name, "§1", "seed", "", ((date(2000, 1, 1), value),))
        for name, value in (("opens", opens), ("closes", closes))
    ]
    return Line("toy", "电话", "§1", "x", (), hours=Hours(*said) if hours else None)


def test_a_line_without_hours_is_owed_somebody_all_the_time() -> None:
    assert owed(line(), WHOLE, Values(), SHANGHAI) == [WHOLE]


def test_a_line_with_hours_is_owed_somebody_within_them() -> None:
    day = whole_day(DAY, SHANGHAI)
    assert owed(line(time(9), time(17)), day, Values(), SHANGHAI) == [Span(at(9), at(17))]
    assert owed(line(time(9), time(17)), Span(at(17), at(18)), Values(), SHANGHAI) == []
    assert owed(line(time(9), time(17)), Span(at(16, 59), at(18)), Values(), SHANGHAI) == [
        Span(at(16, 59), at(17))
    ]


def test_hours_past_midnight_reach_into_the_next_day() -> None:
    found = owed(line(time(22), time(6)), whole_day(DAY, SHANGHAI), Values(), SHANGHAI)
    assert found == [Span(at(0), at(6)), Span(at(22), at(0, days=1))]


def test_hours_are_those_of_the_day_on_which_they_begin() -> None:
    later = Values({"toy.closes": ((DAY + timedelta(days=1), time(12)),)})
    span = Span(at(0), at(0, days=2))
    assert owed(line(time(9), time(17)), span, later, SHANGHAI) == [
        Span(at(9), at(17)), Span(at(9, days=1), at(12, days=1)),
    ]  # fmt: skip
