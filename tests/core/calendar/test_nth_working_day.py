"""The nth working day of a month, from both ends."""

from datetime import date

import pytest

from portal.core.calendar import Calendar, DayKind, NoSuchWorkingDay, OutOfCalendar, nth_working_day

# R07.4: month of 2026 -> day of the month of the 3rd, 8th and 9th working day.
R07_4 = {
    1: (6, 13, 14),
    2: (4, 11, 12),
    3: (4, 11, 12),
    4: (3, 13, 14),
    5: (8, 14, 15),
    6: (3, 10, 11),
    7: (3, 10, 13),
    8: (5, 12, 13),
    9: (3, 10, 11),
    10: (10, 16, 19),
    11: (4, 11, 12),
    12: (3, 10, 11),
}


@pytest.mark.parametrize("month", R07_4)
def test_r07_4_third_eighth_and_ninth_working_day_of_2026(calendar: Calendar, month: int) -> None:
    found = tuple(nth_working_day(calendar, 2026, month, n).day for n in (3, 8, 9))
    assert found == tuple(date(2026, month, day) for day in R07_4[month])


def test_october_2026_third_working_day_is_the_make_up_saturday(calendar: Calendar) -> None:
    deadline = nth_working_day(calendar, 2026, 10, 3)
    assert deadline.day == date(2026, 10, 10)
    assert deadline.days[-1].day.weekday == "周六"
    assert deadline.days[-1].why == "调休上班，算第3个工作日"


def test_january_2026_counts_the_make_up_sunday_of_the_4th(calendar: Calendar) -> None:
    deadline = nth_working_day(calendar, 2026, 1, 3)
    assert deadline.day == date(2026, 1, 6)
    assert [(each.date.day, each.number) for each in deadline.days][3:] == [(4, 1), (5, 2), (6, 3)]
    assert deadline.days[3].day.weekday == "周日"


@pytest.mark.parametrize(
    ("month", "last"), [(1, 30), (2, 28), (5, 29), (9, 30), (10, 30), (11, 30), (12, 31)]
)
def test_the_last_working_day_of_a_month_of_2026(calendar: Calendar, month: int, last: int) -> None:
    deadline = nth_working_day(calendar, 2026, month, -1)
    assert deadline.day == date(2026, month, last)
    assert deadline.rule == f"2026年{month}月最后一个工作日"
    assert not deadline.provisional


def test_february_2026_ends_on_a_make_up_saturday(calendar: Calendar) -> None:
    assert nth_working_day(calendar, 2026, 2, -1).days[0].day.kind is DayKind.MAKE_UP_WORKDAY
    assert nth_working_day(calendar, 2026, 2, -2).day == date(2026, 2, 27)


def test_november_2026_has_21_working_days_from_either_end(calendar: Calendar) -> None:
    assert nth_working_day(calendar, 2026, 11, 21).day == date(2026, 11, 30)
    assert nth_working_day(calendar, 2026, 11, -21).day == date(2026, 11, 2)


@pytest.mark.parametrize("n", [22, -22, 0, 10**9, -(10**9)])
def test_a_working_day_that_november_2026_does_not_have_is_refused(calendar: Calendar, n: int) -> None:
    with pytest.raises(NoSuchWorkingDay, match="2026-11"):
        nth_working_day(calendar, 2026, 11, n)


@pytest.mark.parametrize("year", [0, 10000, -1])
def test_a_year_outside_the_calendar_is_refused(calendar: Calendar, year: int) -> None:
    with pytest.raises(OutOfCalendar):
        nth_working_day(calendar, year, 1, 1)


def test_the_first_and_the_last_month_of_the_calendar_can_be_counted(calendar: Calendar) -> None:
    assert nth_working_day(calendar, 1, 1, 1).day == date(1, 1, 1)
    assert nth_working_day(calendar, 9999, 12, -1).day == date(9999, 12, 31)


def test_2027_is_provisional_until_entered_and_then_moves(
    calendar: Calendar, calendar_with_2027: Calendar
) -> None:
    before, after = (nth_working_day(each, 2027, 1, 3) for each in (calendar, calendar_with_2027))
    assert (before.day, before.provisional) == (date(2027, 1, 5), True)
    assert (after.day, after.provisional) == (date(2027, 1, 6), False)


def test_an_entered_half_day_is_a_working_day(calendar_with_2027: Calendar) -> None:
    deadline = nth_working_day(calendar_with_2027, 2027, 12, -1)
    assert deadline.day == date(2027, 12, 31)
    assert deadline.days[0].why == "周五，半天，算倒数第1个工作日"
