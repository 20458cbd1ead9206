"""Working time by property: nothing is lost and nothing counted twice."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import WorkingTime
from tests.core.calendar.times import INSTANTS, WORKING_TIMES

THREE = st.tuples(INSTANTS, INSTANTS, INSTANTS).map(sorted)


@given(working_time=WORKING_TIMES, instants=THREE)
def test_working_time_between_is_additive(working_time: WorkingTime, instants: list[datetime]) -> None:
    first, middle, last = instants
    halves = working_time.between(first, middle) + working_time.between(middle, last)
    assert halves == working_time.between(first, last)


@given(working_time=WORKING_TIMES, instants=THREE)
def test_no_more_is_worked_than_passes(working_time: WorkingTime, instants: list[datetime]) -> None:
    assert timedelta() <= working_time.between(instants[0], instants[2]) <= instants[2] - instants[0]


@given(working_time=WORKING_TIMES, moment=INSTANTS)
def test_the_next_working_instant_works_and_nothing_is_worked_before_it(
    working_time: WorkingTime, moment: datetime
) -> None:
    following = working_time.next_working(moment)
    assert working_time.works_at(following)
    assert working_time.between(moment, following) == timedelta()
    assert (following == moment) is working_time.works_at(moment)


@given(working_time=WORKING_TIMES, moment=INSTANTS)
def test_the_stretches_of_neighbouring_dates_follow_one_another(
    working_time: WorkingTime, moment: datetime
) -> None:
    on = working_time.date_of(moment)
    around = [each for n in (-1, 0, 1) for each in working_time.stretches(on + timedelta(days=n))]
    ends = [end for each in around for end in each]
    assert ends == sorted(ends)
