"""Limits as data: when time is up, on both sides of the boundary, as the regulations ask."""

from datetime import date, time, timedelta

import msgspec
import pytest

from portal.core.calendar import (
    MIDNIGHT,
    AfterDays,
    AfterWorkingDays,
    AfterWorkingHours,
    BeforeDays,
    BeforeHalfDays,
    BeforeWorkingDays,
    Calendar,
    DayKind,
    Limit,
    NoSuchWorkingDay,
    NthWorkingDay,
    OutOfCalendar,
    WeeklyAt,
    WorkingTime,
    nth_working_day,
)
from tests.core.calendar.times import CREW, NIGHTS, at

MONDAY_10 = WeeklyAt(0, time(10))


@pytest.mark.parametrize(("assigned", "due"), [("2026-10-09", "2026-10-10"), ("2026-11-20", "2026-11-23")])
def test_r16_general_3_a_proposal_is_due_at_the_end_of_the_next_working_day(
    working_time: WorkingTime, assigned: str, due: str
) -> None:
    found = AfterWorkingDays(1).due(at(f"{assigned} 14:00"), working_time)
    assert found.at == at(f"{due} 17:30")
    assert not found.late(at(f"{due} 17:30:59"))
    assert found.late(at(f"{due} 17:31"))


def test_r07_2_1_the_tables_of_december_are_due_at_18_on_the_third_working_day_of_january(
    working_time: WorkingTime,
) -> None:
    found = NthWorkingDay(3, until=time(18), months=1).due(date(2025, 12, 31), working_time)
    assert (found.at, found.text()) == (at("2026-01-06 18:00"), "01-06 18:00")


def test_the_last_working_day_of_the_month_before_january_lies_in_december(working_time: WorkingTime) -> None:
    found = NthWorkingDay(-1, MIDNIGHT, months=-1).due(date(2026, 1, 15), working_time)
    assert (found.at, found.text()) == (at("2026-01-01 00:00"), "12-31")


def test_a_month_has_no_25th_working_day(working_time: WorkingTime) -> None:
    with pytest.raises(NoSuchWorkingDay):
        NthWorkingDay(25).due(date(2026, 2, 1), working_time)


def test_r08_4_3_1_a_weekly_plan_sent_at_10_sharp_on_monday_is_late(working_time: WorkingTime) -> None:
    found = MONDAY_10.due(at("2026-11-25 09:00"), working_time)
    assert found.at == at("2026-11-23 10:00")
    assert not found.late(at("2026-11-23 09:59:59"))
    assert found.late(at("2026-11-23 10:00:00"))
    assert found.text() == "11-23 10:00 前"


@pytest.mark.parametrize(
    ("week_of", "due"),
    [("2026-10-05", "2026-10-08"), ("2026-02-16", "2026-02-24"), ("2024-02-12", "2024-02-18")],
)
def test_r08_4_2_1_the_meeting_moves_to_10_on_the_next_working_day(
    working_time: WorkingTime, week_of: str, due: str
) -> None:
    assert MONDAY_10.due(date.fromisoformat(week_of), working_time).at == at(f"{due} 10:00")


def test_the_week_of_an_instant_is_that_of_its_date_in_the_zone(working_time: WorkingTime) -> None:
    assert MONDAY_10.due(at("2026-11-22 23:59"), working_time).at == at("2026-11-16 10:00")
    assert MONDAY_10.due(at("2026-11-23 00:00"), working_time).at == at("2026-11-23 10:00")
    assert WeeklyAt(4, time(17), weeks=1).due(at("2026-11-23 00:00"), working_time).day == date(2026, 12, 4)


@pytest.mark.parametrize(("n", "due"), [(13, "2026-03-15"), (16, "2026-03-18")])
def test_r10_a_complaint_is_due_on_the_13th_or_16th_day_whatever_day_that_is(
    working_time: WorkingTime, n: int, due: str
) -> None:
    found = AfterDays(n).due(at("2026-03-02 23:59"), working_time)
    assert str(found.day) == due
    assert not found.late(at(f"{due} 23:59:59"))
    assert found.late(at(f"{due} 00:00") + timedelta(days=1))


def test_days_of_the_calendar_are_never_provisional(working_time: WorkingTime) -> None:
    found = AfterDays(60).due(date(2026, 12, 20), working_time)
    assert (found.day, found.certain) == (date(2027, 2, 18), True)


@pytest.mark.parametrize(
    ("leave", "latest"),
    [
        ("2026-11-24 13:00", "2026-11-24 08:30"),
        ("2026-11-24 08:30", "2026-11-23 13:00"),
        ("2026-11-24 10:00", "2026-11-23 13:00"),
        ("2026-11-24 12:30", "2026-11-24 08:30"),
        ("2026-11-23 08:30", "2026-11-20 13:00"),
        ("2026-11-20 17:30", "2026-11-20 13:00"),
        ("2026-11-21 10:00", "2026-11-20 13:00"),
        ("2026-10-08 08:30", "2026-09-30 13:00"),
    ],
)
def test_r08_4_1_3_leave_is_asked_for_by_the_start_of_the_half_day_before(
    working_time: WorkingTime, leave: str, latest: str
) -> None:
    assert BeforeHalfDays().due(at(leave), working_time).at == at(latest)


def test_r08_4_1_3_at_0830_the_slip_is_in_time_and_at_0831_it_is_late(working_time: WorkingTime) -> None:
    found = BeforeHalfDays().due(at("2026-11-24 13:00"), working_time)
    assert not found.late(at("2026-11-24 08:30:59"))
    assert found.late(at("2026-11-24 08:31"))


def test_leave_from_a_date_begins_with_its_first_half_day(working_time: WorkingTime) -> None:
    assert BeforeHalfDays().due(date(2026, 11, 24), working_time).at == at("2026-11-23 13:00")


def test_a_half_day_is_one_slot_and_two_slots_ahead_is_a_day(calendar: Calendar) -> None:
    half = WorkingTime(Calendar({date(2026, 11, 20): DayKind.HALF_DAY}))
    assert BeforeHalfDays().due(at("2026-11-23 08:30"), half).at == at("2026-11-20 08:30")
    assert BeforeHalfDays(2).due(at("2026-11-24 13:00"), half).at == at("2026-11-23 13:00")


def test_half_days_before_the_first_date_are_refused(working_time: WorkingTime) -> None:
    with pytest.raises(OutOfCalendar):
        BeforeHalfDays(40).due(at("0001-01-08 10:00"), working_time)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20 08:30", 4, "2026-11-20 13:30"),
        ("2026-11-20 14:00", 4, "2026-11-23 09:00"),
        ("2026-11-20 13:30", 4, "2026-11-20 17:30"),
        ("2026-11-21 03:00", 1, "2026-11-23 09:30"),
        ("2026-09-30 17:00", 1, "2026-10-08 09:00"),
    ],
)
def test_working_hours_are_counted_within_office_hours(
    working_time: WorkingTime, start: str, hours: int, due: str
) -> None:
    found = AfterWorkingHours(hours).due(at(start), working_time)
    assert found.at == at(due)
    assert not found.late(at(due))
    assert found.late(at(due) + timedelta(seconds=1))


def test_working_hours_from_a_date_begin_with_its_work(working_time: WorkingTime) -> None:
    assert AfterWorkingHours(2, 30).due(date(2026, 11, 20), working_time).at == at("2026-11-20 11:00")


def test_a_crew_counts_its_hours_over_midnight(working_time: WorkingTime) -> None:
    crew = working_time.of_unit({}, (CREW,))
    found = AfterWorkingHours(7).due(at("2026-11-18 23:00"), crew)
    assert (found.at, found.text()) == (at("2026-11-19 06:00"), "11-19 06:00")


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-11-20 17:30", "2026-11-20 17:30"),
        ("2026-11-20 17:30:01", "2026-11-23 17:30"),
        ("2026-11-21 09:00", "2026-11-23 17:30"),
    ],
)
def test_the_same_day_is_the_next_working_day_after_its_end(
    working_time: WorkingTime, event: str, due: str
) -> None:
    assert AfterWorkingDays(0).due(at(event), working_time).at == at(due)


def test_the_end_of_a_day_is_that_of_its_work_a_clock_time_or_midnight(working_time: WorkingTime) -> None:
    event = at("2026-11-20 09:00")
    ends = [AfterWorkingDays(1, until).due(event, working_time).at for until in (None, time(12), MIDNIGHT)]
    assert ends == [at("2026-11-23 17:30"), at("2026-11-23 12:00"), at("2026-11-24 00:00")]


def test_the_work_of_a_half_day_ends_at_noon() -> None:
    half = WorkingTime(Calendar({date(2026, 11, 23): DayKind.HALF_DAY}))
    assert AfterWorkingDays(1).due(at("2026-11-20 09:00"), half).at == at("2026-11-23 12:00")


def test_a_night_belongs_to_its_shift_where_the_end_of_work_counts(working_time: WorkingTime) -> None:
    nights = working_time.of_unit({}, (NIGHTS,))
    event = at("2026-11-20 02:00")
    assert AfterWorkingDays(1).due(event, nights).at == at("2026-11-21 06:00")
    assert AfterWorkingDays(1, MIDNIGHT).due(event, nights).at == at("2026-11-22 00:00")


def test_a_night_counts_backwards_from_its_shift_where_the_end_of_work_counts(
    working_time: WorkingTime,
) -> None:
    nights = working_time.of_unit({}, (NIGHTS,))
    assert BeforeWorkingDays(1).due(at("2026-11-20 02:00"), nights).at == at("2026-11-19 06:00")
    assert BeforeWorkingDays(1).due(at("2026-11-20 12:00"), nights).at == at("2026-11-20 06:00")


def test_before_an_event_days_are_counted_backwards(working_time: WorkingTime) -> None:
    event = at("2026-10-09 15:00")
    assert BeforeWorkingDays(2).due(event, working_time).at == at("2026-09-30 17:30")
    assert BeforeDays(45).due(event, working_time).at == at("2026-08-26 00:00")


@pytest.mark.parametrize("limit", [BeforeWorkingDays(0), BeforeDays(0), AfterDays(-1), AfterWorkingHours()])
def test_a_count_that_makes_no_sense_is_refused(working_time: WorkingTime, limit: Limit) -> None:
    with pytest.raises(ValueError, match="cannot count"):
        limit.due(date(2026, 11, 20), working_time)


@pytest.mark.parametrize(
    "limit", [AfterDays(10**9), AfterWorkingDays(10**9), BeforeDays(10**9), BeforeWorkingDays(10**9)]
)
def test_a_limit_beyond_the_calendar_is_refused(working_time: WorkingTime, limit: Limit) -> None:
    with pytest.raises(OutOfCalendar):
        limit.due(date(2026, 11, 20), working_time)


@pytest.mark.parametrize("limit", [WeeklyAt(6, time(10)), WeeklyAt(0, time(10), weeks=9), NthWorkingDay(-1)])
def test_a_limit_at_the_end_of_the_calendar_is_refused(working_time: WorkingTime, limit: Limit) -> None:
    with pytest.raises(OutOfCalendar):
        limit.due(date(9999, 12, 28), working_time)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (AfterWorkingDays(3), "3个工作日内"),
        (AfterWorkingDays(0), "当天"),
        (AfterDays(15), "15天内"),
        (AfterWorkingHours(3, 30), "3小时30分工作时间内"),
        (NthWorkingDay(3, months=1), "次月第3个工作日"),
        (NthWorkingDay(-1), "当月最后一个工作日"),
        (NthWorkingDay(-2, months=-2), "2个月前倒数第2个工作日"),
        (MONDAY_10, "周一 10:00 前，不上班则顺延到下一个工作日"),
        (BeforeHalfDays(), "提前半天"),
        (BeforeHalfDays(3), "提前3个半天"),
        (BeforeWorkingDays(3), "提前3个工作日"),
        (BeforeDays(45), "提前45天"),
    ],
)
def test_a_limit_has_words_and_survives_storage(limit: Limit, words: str) -> None:
    assert limit.words == words
    assert msgspec.json.decode(msgspec.json.encode(limit), type=Limit) == limit


def test_an_event_is_an_instant_or_a_date_and_never_a_clock_without_a_zone(
    working_time: WorkingTime,
) -> None:
    with pytest.raises(ValueError, match="no zone"):
        AfterWorkingDays(1).due(at("2026-11-20 09:00").replace(tzinfo=None), working_time)


def test_a_day_without_an_instant_does_not_say_what_is_late(calendar: Calendar) -> None:
    found = nth_working_day(calendar, 2026, 11, 3)
    assert found.at is None
    with pytest.raises(LookupError, match="2026年11月第3个工作日"):
        found.late(at("2026-11-20 09:00"))
