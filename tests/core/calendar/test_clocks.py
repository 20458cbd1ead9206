"""Clocks: what a pause takes away, what an extension grants, what has run and what is left."""

from datetime import date, timedelta

import pytest

from portal.core.calendar import (
    AfterDays,
    AfterWorkingDays,
    AfterWorkingHours,
    Deadline,
    Extension,
    Pause,
    RunningClock,
    Stopped,
    WorkingTime,
)
from tests.core.calendar.times import at

WAITING = "等候客户样品"
NOON = Pause(at("2026-11-20 12:00"), at("2026-11-20 13:00"), WAITING)
OVER_THE_WEEKEND = Pause(at("2026-11-20 15:00"), at("2026-11-25 09:00"), WAITING)
OPEN = Pause(at("2026-11-24 15:00"), None, WAITING)


@pytest.mark.parametrize(
    ("granted", "due"),
    [
        ((), "2026-01-20"),
        ((Extension(AfterDays(30), "YQ-1", date(2026, 1, 18)),), "2026-02-04"),
        (
            (
                Extension(AfterDays(30), "YQ-1", date(2026, 1, 18)),
                Extension(AfterDays(30).more(30), "YQ-2", date(2026, 2, 3)),
            ),
            "2026-03-06",
        ),
    ],
)
def test_r06_art_5_3_a_bank_complaint_is_due_after_15_days_and_extended_to_30_and_60(
    working_time: WorkingTime, granted: tuple[Extension, ...], due: str
) -> None:
    clock = RunningClock(date(2026, 1, 5), AfterDays(15), extensions=granted)
    assert str(_due(clock, working_time).day) == due


def test_an_extension_says_what_was_granted_by_which_record_and_when(working_time: WorkingTime) -> None:
    clock = RunningClock(
        date(2026, 1, 5), AfterDays(15), extensions=(Extension(AfterDays(30), "YQ-1", date(2026, 1, 18)),)
    )
    assert "原为15天，2026-01-18 经 YQ-1 批准改为30天" in _due(clock, working_time).explanation()


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ((), "2026-11-24 14:00"),
        ((NOON,), "2026-11-24 14:00"),
        ((Pause(at("2026-11-20 17:30"), at("2026-11-23 08:30"), WAITING),), "2026-11-24 14:00"),
        ((Pause(at("2026-11-20 15:00"), at("2026-11-20 16:00"), WAITING),), "2026-11-24 15:00"),
        ((OVER_THE_WEEKEND,), "2026-11-26 17:00"),
        ((OVER_THE_WEEKEND, OVER_THE_WEEKEND), "2026-11-26 17:00"),
        ((Pause(at("2026-11-24 14:00"), at("2026-11-30 09:00"), WAITING),), "2026-11-24 14:00"),
    ],
)
def test_a_pause_moves_working_hours_by_the_working_time_it_covers(
    working_time: WorkingTime, pauses: tuple[Pause, ...], due: str
) -> None:
    clock = RunningClock(at("2026-11-20 14:00"), AfterWorkingHours(16), pauses)
    assert _due(clock, working_time).at == at(due)


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        ("2026-11-20 17:29", "2026-11-20 17:30", "2026-11-25"),  # it lasts at the end of the Friday
        ("2026-11-20 09:00", "2026-11-20 17:29", "2026-11-24"),
        ("2026-11-20 17:30", "2026-11-23 08:30", "2026-11-24"),
        ("2026-11-20 15:00", "2026-11-25 09:00", "2026-11-27"),
    ],
)
def test_a_pause_moves_working_days_by_those_at_whose_end_it_lasts(
    working_time: WorkingTime, since: str, until: str, due: str
) -> None:
    clock = RunningClock(at("2026-11-19 14:00"), AfterWorkingDays(3), (Pause(at(since), at(until), WAITING),))
    assert _due(clock, working_time).at == at(f"{due} 17:30")


def test_a_pause_moves_days_by_the_difference_of_its_dates(working_time: WorkingTime) -> None:
    clock = RunningClock(date(2026, 11, 19), AfterDays(13), (OVER_THE_WEEKEND,))
    assert _due(clock, working_time).day == date(2026, 12, 2) + timedelta(days=5)


def test_a_paused_clock_tells_the_days_and_the_reason(working_time: WorkingTime) -> None:
    clock = RunningClock(at("2026-11-20 14:00"), AfterWorkingHours(16), (OVER_THE_WEEKEND,))
    assert _due(clock, working_time).explanation() == [
        "2026-11-20 14:00 之后16小时工作时间",
        "11-20 周五 14:00–15:00，算1小时",
        "11-21 至 11-22 休息日，不算",
        "11-23 至 11-24 暂停（等候客户样品），不算",
        "11-25 周三 09:00–12:00、13:00–17:30，算7小时30分",
        "11-26 周四 08:30–12:00、13:00–17:00，算7小时30分",
        "到 2026-11-26 17:00 满16小时",
        "2026-11-20 15:00 至 2026-11-25 09:00 暂停（等候客户样品）",
    ]


def test_a_pause_after_the_end_is_not_told_as_moving_it(working_time: WorkingTime) -> None:
    clock = RunningClock(at("2026-11-20 08:30"), AfterWorkingHours(4), (OVER_THE_WEEKEND,))
    assert _due(clock, working_time).notes == ()


def test_while_a_pause_is_open_no_end_is_known_and_nothing_is_late(working_time: WorkingTime) -> None:
    stopped = RunningClock(at("2026-11-20 14:00"), AfterWorkingDays(3), (OPEN,)).due(working_time)
    assert isinstance(stopped, Stopped)
    assert (stopped.at, stopped.certain, stopped.provisional) == (None, False, False)
    assert not stopped.late(at("2036-01-01"))
    assert not stopped.surely_late(at("2036-01-01"))
    assert stopped.text() == "暂停中（等候客户样品）"
    assert stopped.explanation() == [
        "2026-11-20 之后第3个工作日",
        "2026-11-24 15:00 起暂停（等候客户样品），恢复后才能确定到期时间",
    ]


def test_a_pause_that_opens_after_the_end_does_not_stop_the_clock(working_time: WorkingTime) -> None:
    clock = RunningClock(at("2026-11-20 14:00"), AfterWorkingHours(15), (OPEN,))
    assert _due(clock, working_time).at == at("2026-11-24 12:00")
    ends_with_it = Pause(at("2026-11-24 12:00"), None, WAITING)
    assert not isinstance(RunningClock(clock.began, clock.limit, (ends_with_it,)).due(working_time), Stopped)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-19 10:00", "已用0个工作日，还剩3个工作日"),
        ("2026-11-20 17:29", "已用0个工作日，还剩3个工作日"),
        ("2026-11-20 17:30", "已用1个工作日，还剩2个工作日"),
        ("2026-11-24 17:30", "已用3个工作日，还剩0个工作日"),
        ("2026-11-26 08:00", "已用4个工作日，超出1个工作日"),
    ],
)
def test_what_has_run_and_what_is_left_in_working_days(
    working_time: WorkingTime, moment: str, told: str
) -> None:
    assert RunningClock(at("2026-11-19 14:00"), AfterWorkingDays(3)).told(at(moment), working_time) == told


def test_what_has_run_and_what_is_left_in_working_hours(working_time: WorkingTime) -> None:
    clock = RunningClock(at("2026-11-20 14:00"), AfterWorkingHours(16), (OVER_THE_WEEKEND,))
    assert clock.told(at("2026-11-20 13:00"), working_time) == "已用0分工作时间，还剩16小时工作时间"
    assert clock.told(at("2026-11-24 10:00"), working_time) == "已用1小时工作时间，还剩15小时工作时间"
    assert clock.told(at("2026-11-27 09:00"), working_time) == "已用17小时工作时间，超出1小时工作时间"


def test_what_has_run_stands_still_while_a_pause_is_open(working_time: WorkingTime) -> None:
    clock = RunningClock(date(2026, 11, 19), AfterDays(13), (OPEN,))
    assert clock.told(at("2026-11-24 15:00"), working_time) == "已用4天，还剩9天"
    assert clock.told(at("2027-05-05 15:00"), working_time) == "已用4天，还剩9天"


def test_more_of_a_limit_keeps_how_its_days_end() -> None:
    assert AfterWorkingDays(3, until=None).more(2) == AfterWorkingDays(5)
    assert AfterWorkingHours(3, 30).more(2) == AfterWorkingHours(5, 30)


@pytest.mark.parametrize(
    ("since", "until", "reason"),
    [("2026-11-20 15:00", "2026-11-20 14:59", WAITING), ("2026-11-20 15:00", "2026-11-20 16:00", "")],
)
def test_a_pause_has_a_reason_and_does_not_end_before_it_begins(since: str, until: str, reason: str) -> None:
    with pytest.raises(ValueError, match="pause"):
        Pause(at(since), at(until), reason)


def _due(clock: RunningClock, working_time: WorkingTime) -> Deadline:
    found = clock.due(working_time)
    assert isinstance(found, Deadline)
    return found


@pytest.mark.parametrize("days", [0, 1, 3, 4, 5, 40, 400, 800])
def test_what_ran_for_long_is_counted_as_what_ran_for_a_day(working_time: WorkingTime, days: int) -> None:
    began, now, limit = date(2024, 9, 30), at("2024-09-30 16:00"), AfterWorkingDays(5)
    later = now + timedelta(days=days)
    works = working_time.calendar.day
    passed = sum(works(began + timedelta(n)).works for n in range(1, days + 1))
    passed -= days > 0 and works(began + timedelta(days)).works  # the last day's work is not over at 16:00
    assert limit.elapsed(began, later, working_time) == passed
    never = (Pause(at("2020-01-01 12:00"), at("2020-01-01 13:00"), WAITING),)
    assert limit.elapsed(began, later, working_time, never) == passed
