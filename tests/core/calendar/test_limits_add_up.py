"""Limits by property: they count what they say, never fall back, and a pause adds nothing of its own."""

import re
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import (
    MIDNIGHT,
    AfterDays,
    AfterWorkingDays,
    AfterWorkingHours,
    BeforeDays,
    BeforeHalfDays,
    BeforeWorkingDays,
    Deadline,
    Pause,
    Running,
    RunningClock,
    WorkingTime,
)
from portal.core.calendar.counted import CountedDay
from tests.core.calendar.times import INSTANTS, PAUSES, WORKING_TIMES

SECOND = timedelta(seconds=1)
COUNTED = re.compile(r"，算(?:(\d+)小时)?(?:(\d+)分)?(?:(\d+)秒)?$")
NUMBERS = st.integers(0, 30)
CLOSINGS = st.sampled_from([None, MIDNIGHT])
HOURS = st.builds(AfterWorkingHours, st.integers(0, 60), st.integers(1, 59))
DAYS = st.builds(AfterWorkingDays, NUMBERS, CLOSINGS) | st.builds(AfterDays, NUMBERS)
LIMITS = HOURS | DAYS
SOME_PAUSES = st.lists(PAUSES, max_size=3).map(tuple)


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=LIMITS, pauses=SOME_PAUSES)
def test_nothing_is_due_before_it_begins(
    working_time: WorkingTime, began: datetime, limit: Running, pauses: tuple[Pause, ...]
) -> None:
    assert _at(RunningClock(began, limit, pauses), working_time) >= began


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=LIMITS, more=NUMBERS, pauses=SOME_PAUSES)
def test_more_is_never_due_earlier(
    working_time: WorkingTime, began: datetime, limit: Running, more: int, pauses: tuple[Pause, ...]
) -> None:
    longer = _at(RunningClock(began, limit.more(more), pauses), working_time)
    assert _at(RunningClock(began, limit, pauses), working_time) <= longer


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=LIMITS, moment=INSTANTS)
def test_a_pause_of_no_length_changes_nothing(
    working_time: WorkingTime, began: datetime, limit: Running, moment: datetime
) -> None:
    paused = RunningClock(began, limit, (Pause(moment, moment, "送检"),))
    assert _at(paused, working_time) == _at(RunningClock(began, limit), working_time)


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=LIMITS, pauses=SOME_PAUSES, pause=PAUSES)
def test_one_more_pause_is_never_due_earlier(
    working_time: WorkingTime, began: datetime, limit: Running, pauses: tuple[Pause, ...], pause: Pause
) -> None:
    paused = _at(RunningClock(began, limit, (*pauses, pause)), working_time)
    assert _at(RunningClock(began, limit, pauses), working_time) <= paused


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=HOURS, pause=PAUSES)
def test_a_pause_moves_working_hours_by_exactly_the_working_time_it_covers(
    working_time: WorkingTime, began: datetime, limit: AfterWorkingHours, pause: Pause
) -> None:
    due = _at(RunningClock(began, limit, (pause,)), working_time)
    since, until = max(began, pause.since), min(due, pause.ends)
    covered = working_time.between(since, until) if since < until else timedelta()
    assert working_time.between(began, due) == timedelta(seconds=limit.amount) + covered


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=HOURS, pauses=SOME_PAUSES)
def test_working_hours_end_in_working_time_or_at_the_very_end_of_it(
    working_time: WorkingTime, began: datetime, limit: AfterWorkingHours, pauses: tuple[Pause, ...]
) -> None:
    assert working_time.works_at(_at(RunningClock(began, limit, pauses), working_time) - SECOND)


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=HOURS, pauses=SOME_PAUSES)
def test_the_lines_of_working_hours_add_up(
    working_time: WorkingTime, began: datetime, limit: AfterWorkingHours, pauses: tuple[Pause, ...]
) -> None:
    lines = limit.due(began, working_time, pauses).explanation()
    parts = [[int(part or 0) for part in found.groups()] for line in lines if (found := COUNTED.search(line))]
    assert sum((hours * 60 + minutes) * 60 + seconds for hours, minutes, seconds in parts) == limit.amount


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=DAYS, pauses=SOME_PAUSES)
def test_days_look_at_every_date_once_and_count_as_many_as_they_say(
    working_time: WorkingTime, began: datetime, limit: AfterDays, pauses: tuple[Pause, ...]
) -> None:
    found = limit.due(began, working_time, pauses)
    dates = [each.date for each in found.days]
    assert dates == [dates[0] + timedelta(days=passed) for passed in range(len(dates))]
    numbers = [each.number for each in found.days if isinstance(each, CountedDay) and each.number is not None]
    assert numbers == (list(range(1, limit.n + 1)) or [0])


@given(working_time=WORKING_TIMES, began=INSTANTS, limit=LIMITS, pauses=SOME_PAUSES)
def test_nothing_is_left_at_the_end_and_something_just_before_it(
    working_time: WorkingTime, began: datetime, limit: Running, pauses: tuple[Pause, ...]
) -> None:
    clock = RunningClock(began, limit, pauses)
    due = _at(clock, working_time)
    if limit.amount:
        assert clock.remaining(due, working_time) == 0
        assert clock.remaining(due - SECOND, working_time) > 0


@given(working_time=WORKING_TIMES, event=INSTANTS, n=st.integers(1, 3))
def test_what_is_wanted_ahead_is_wanted_before_the_event(
    working_time: WorkingTime, event: datetime, n: int
) -> None:
    for limit in (BeforeHalfDays, BeforeWorkingDays, BeforeDays):
        ends = [limit(each).due(event, working_time).at for each in (n, n + 1)]
        assert ends[0] is not None and ends[1] is not None
        assert ends[1] < ends[0] <= event


@given(working_time=WORKING_TIMES, event=INSTANTS, n=st.integers(1, 20))
def test_half_days_ahead_begin_at_the_start_of_one(
    working_time: WorkingTime, event: datetime, n: int
) -> None:
    found = BeforeHalfDays(n).due(event, working_time)
    assert found.at in [slot.begins for slot in working_time.slots(found.day)]


def _at(clock: RunningClock, working_time: WorkingTime) -> datetime:
    found = clock.due(working_time)
    assert isinstance(found, Deadline)
    assert found.at
    return found.at
