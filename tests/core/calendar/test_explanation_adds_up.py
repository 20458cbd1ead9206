"""The answer to 为什么是这个时间 leaves out no day and counts none twice."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import Calendar, DayKind, Deadline, nth_working_day, working_days_after

LINE = re.compile(r"(?P<first>[\d-]{5,10})(?: 至 (?P<last>[\d-]{5,10}))? (?P<words>.+)")
NUMBERS = re.compile(r"算(?:倒数)?第(\d+)(?:至第(\d+))?个工作日$")
# At most ten entered days, so that every month keeps the five working days that are asked for.
CALENDARS = st.builds(
    Calendar,
    st.dictionaries(
        st.dates(date(2026, 12, 1), date(2027, 12, 31)),
        st.sampled_from(DayKind) | st.tuples(st.sampled_from(DayKind), st.sampled_from(["春节", "司庆"])),
        max_size=10,
    ),
)


@given(calendar=CALENDARS, start=st.dates(date(2026, 11, 1), date(2028, 1, 31)), n=st.integers(1, 40))
def test_the_lines_after_an_event_add_up(calendar: Calendar, start: date, n: int) -> None:
    deadline = working_days_after(calendar, start, n)
    assert _counted_in_lines(deadline) == list(range(1, n + 1))
    assert _dates_in_lines(deadline) == _every_date(start, deadline.day)


@given(calendar=CALENDARS, month=st.integers(1, 12), n=st.integers(1, 5), from_end=st.booleans())
def test_the_lines_of_a_month_add_up(calendar: Calendar, month: int, n: int, from_end: bool) -> None:
    deadline = nth_working_day(calendar, 2027, month, -n if from_end else n)
    assert _counted_in_lines(deadline) == list(range(1, n + 1))
    assert sorted(_dates_in_lines(deadline)) == sorted(each.date.isoformat() for each in deadline.days)


def _counted_in_lines(deadline: Deadline) -> list[int]:
    spans = [NUMBERS.search(line) for line in deadline.explanation()[1:]]
    ends = [sorted((int(found[1]), int(found[2] or found[1]))) for found in spans if found]
    return [number for low, high in ends for number in range(low, high + 1)]


def _dates_in_lines(deadline: Deadline) -> list[str]:
    found = [LINE.fullmatch(line) for line in deadline.explanation()[1:]]
    ends = [(line["first"], line["last"] or line["first"]) for line in found if line]
    dates = [each.date.isoformat() for each in deadline.days]
    return [on for first, last in ends for on in dates if first <= on[-len(first) :] <= last]


def _every_date(first: date, last: date) -> list[str]:
    return [(first + timedelta(days=passed)).isoformat() for passed in range((last - first).days + 1)]
