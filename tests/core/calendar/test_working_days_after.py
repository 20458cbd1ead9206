"""Working days after an event, by example and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import Calendar, Day, DayKind, OutOfCalendar, working_days_after

STARTS = st.dates(date(2003, 6, 1), date(2029, 1, 1))
COUNTS = st.integers(0, 40)
CALENDARS = st.builds(
    Calendar, st.dictionaries(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.sampled_from(DayKind))
)


class NeverAsked(Calendar):
    """A calendar that fails the test when it is asked for a day."""

    def day(self, on: date) -> Day:
        pytest.fail(f"asked for {on}")


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (date(2026, 11, 20), 3, date(2026, 11, 25)),
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # acceptance value 10: the make-up Saturday
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), 3, date(2026, 10, 10)),
    ],
)
def test_the_start_day_is_not_counted(calendar: Calendar, start: date, n: int, due: date) -> None:
    deadline = working_days_after(calendar, start, n)
    assert (deadline.day, deadline.rule) == (due, f"{start} 之后第{n}个工作日")
    assert (deadline.days[0].date, deadline.days[0].number) == (start, None)


def test_no_working_days_after_is_the_day_itself_when_people_work(calendar: Calendar) -> None:
    assert working_days_after(calendar, date(2026, 10, 10), 0).day == date(2026, 10, 10)


def test_no_working_days_after_a_holiday_is_the_next_working_day(calendar: Calendar) -> None:
    deadline = working_days_after(calendar, date(2026, 10, 1), 0)
    assert (deadline.day, deadline.days[-1].why) == (date(2026, 10, 8), "周四，就是这一天")
    assert deadline.rule == "2026-10-01 当天，不上班则顺延到下一个工作日"


def test_fifteen_days_set_in_december_reach_the_provisional_year(
    calendar: Calendar, calendar_with_2027: Calendar
) -> None:
    start = date(2026, 12, 14)
    before, after = (working_days_after(each, start, 15) for each in (calendar, calendar_with_2027))
    assert (before.day, before.provisional) == (date(2027, 1, 4), True)
    assert (after.day, after.provisional) == (date(2027, 1, 5), False)


def test_a_start_in_a_year_without_a_notice_is_not_provisional_when_only_known_days_are_counted(
    calendar: Calendar,
) -> None:
    deadline = working_days_after(calendar, date(2003, 12, 31), 1)
    assert (deadline.day, deadline.provisional) == (date(2004, 1, 2), False)


@pytest.mark.parametrize(("start", "n"), [(date.max, 1), (date(9999, 12, 20), 11)])
def test_a_count_beyond_the_last_date_is_refused(calendar: Calendar, start: date, n: int) -> None:
    with pytest.raises(OutOfCalendar):
        working_days_after(calendar, start, n)


def test_a_count_of_more_days_than_there_are_is_refused_without_counting() -> None:
    with pytest.raises(OutOfCalendar):
        working_days_after(NeverAsked(), date(2026, 1, 1), 10**12)


def test_a_count_without_any_working_day_left_is_refused() -> None:
    with pytest.raises(OutOfCalendar):
        working_days_after(Calendar({date.max: DayKind.REST_DAY}), date.max, 0)


def test_the_last_date_can_be_reached(calendar: Calendar) -> None:
    assert working_days_after(calendar, date(9999, 12, 30), 1).day == date.max
    assert working_days_after(calendar, date.max, 0).day == date.max


def test_a_negative_count_is_refused(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="-1 days"):
        working_days_after(calendar, date(2026, 11, 20), -1)


@given(calendar=CALENDARS, start=STARTS, n=COUNTS)
def test_the_count_adds_up(calendar: Calendar, start: date, n: int) -> None:
    deadline = working_days_after(calendar, start, n)
    numbers = [each.number for each in deadline.days if each.number is not None]
    assert numbers == (list(range(1, n + 1)) or [0])
    dates = [each.date for each in deadline.days]
    assert dates == [start + timedelta(days=passed) for passed in range(len(dates))]
    assert dates[-1] == deadline.day
    assert calendar.day(deadline.day).works


@given(calendar=CALENDARS, start=STARTS, later=st.integers(0, 60), n=COUNTS)
def test_a_later_start_never_ends_earlier(calendar: Calendar, start: date, later: int, n: int) -> None:
    begun_later = working_days_after(calendar, start + timedelta(days=later), n)
    assert working_days_after(calendar, start, n).day <= begun_later.day


@given(calendar=CALENDARS, start=STARTS, n=st.integers(1, 40), more=COUNTS)
def test_n_and_then_more_is_n_plus_more(calendar: Calendar, start: date, n: int, more: int) -> None:
    halfway = working_days_after(calendar, start, n).day
    both = working_days_after(calendar, start, n + more).day
    assert working_days_after(calendar, halfway, more).day == both


@given(calendar=CALENDARS, start=STARTS)
def test_no_days_after_is_one_day_after_the_day_before(calendar: Calendar, start: date) -> None:
    day_before = start - timedelta(days=1)
    assert working_days_after(calendar, start, 0).day == working_days_after(calendar, day_before, 1).day
