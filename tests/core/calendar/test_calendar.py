"""What each day is and how we know."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import OFFICIAL_YEARS, Calendar, Day, DayKind, Provenance
from portal.core.calendar.official import HOLIDAY_NAMES, covered_years


def test_every_kind_and_provenance_has_its_chinese_label_and_a_stable_code() -> None:
    assert [kind.label for kind in DayKind] == ["工作日", "休息日", "法定节假日", "调休上班", "半天"]
    assert [source.label for source in Provenance] == ["官方", "已录入", "暂定"]
    assert DayKind("half_day") is DayKind.HALF_DAY
    assert Provenance("entered") is Provenance.ENTERED


def test_people_work_on_workdays_make_up_workdays_and_half_days_only() -> None:
    working = {kind for kind in DayKind if kind.works}
    assert working == {DayKind.WORKDAY, DayKind.MAKE_UP_WORKDAY, DayKind.HALF_DAY}


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        (date(2026, 1, 1), DayKind.STATUTORY_HOLIDAY, "元旦"),
        (date(2026, 1, 4), DayKind.MAKE_UP_WORKDAY, "元旦"),
        (date(2026, 2, 17), DayKind.STATUTORY_HOLIDAY, "春节"),
        (date(2026, 4, 6), DayKind.STATUTORY_HOLIDAY, "清明节"),
        (date(2026, 5, 1), DayKind.STATUTORY_HOLIDAY, "劳动节"),
        (date(2026, 6, 19), DayKind.STATUTORY_HOLIDAY, "端午节"),
        (date(2026, 9, 25), DayKind.STATUTORY_HOLIDAY, "中秋节"),
        (date(2026, 10, 1), DayKind.STATUTORY_HOLIDAY, "国庆节"),
        (date(2015, 9, 3), DayKind.STATUTORY_HOLIDAY, "抗战胜利纪念日"),
        (date(2026, 11, 20), DayKind.WORKDAY, None),
        (date(2026, 11, 21), DayKind.REST_DAY, None),
    ],
)
def test_an_official_day_has_its_kind_and_holiday(
    calendar: Calendar, on: date, kind: DayKind, name: str | None
) -> None:
    assert calendar.day(on) == Day(on, kind, Provenance.OFFICIAL, name)


def test_every_day_of_the_official_years_agrees_with_the_library() -> None:
    calendar, on = Calendar(), date(min(OFFICIAL_YEARS), 1, 1)
    while on.year <= max(OFFICIAL_YEARS):
        day = calendar.day(on)
        assert (day.works, day.provenance) == (chinese_calendar.is_workday(on), Provenance.OFFICIAL)
        on += timedelta(days=1)


def test_the_official_years_are_those_that_the_library_covers() -> None:
    listed = chinese_calendar.holidays
    assert set(range(min(listed).year, max(listed).year + 1)) == OFFICIAL_YEARS
    assert set(range(2004, 2027)) <= OFFICIAL_YEARS


def test_a_year_is_not_official_by_the_days_that_its_neighbours_notice_rules() -> None:
    assert covered_years([date(2026, 10, 1), date(2026, 12, 31), date(2027, 1, 1)]) == {2026}


def test_a_calendar_can_be_made_that_has_not_heard_of_a_notice() -> None:
    saturday = date(2026, 10, 10)
    expected = Day(saturday, DayKind.REST_DAY, Provenance.PROVISIONAL)
    assert Calendar(official_years=range(2004, 2026)).day(saturday) == expected


def test_every_holiday_of_the_library_has_a_chinese_name() -> None:
    assert {holiday.value for holiday in chinese_calendar.Holiday} == set(HOLIDAY_NAMES)


@pytest.mark.parametrize("on", [date(2003, 12, 31), date(2027, 1, 1), date.min, date.max])
def test_a_year_without_a_notice_is_provisional_by_weekday(calendar: Calendar, on: date) -> None:
    assert calendar.day(on) == Day(on, DayKind.WORKDAY, Provenance.PROVISIONAL)
    assert not calendar.covers(on.year)


def test_one_entered_day_makes_the_rest_of_its_year_entered_too(calendar_with_2027: Calendar) -> None:
    new_year, ordinary = date(2027, 1, 1), date(2027, 6, 5)
    expected = Day(new_year, DayKind.STATUTORY_HOLIDAY, Provenance.ENTERED, "元旦")
    assert calendar_with_2027.day(new_year) == expected
    assert calendar_with_2027.day(ordinary) == Day(ordinary, DayKind.REST_DAY, Provenance.ENTERED)
    assert calendar_with_2027.covers(2027)
    assert not calendar_with_2027.covers(2028)
    assert calendar_with_2027.day(date(2028, 1, 3)).provenance is Provenance.PROVISIONAL


def test_an_entered_day_goes_before_the_notice_and_leaves_the_other_days_official() -> None:
    calendar = Calendar({date(2026, 12, 31): DayKind.HALF_DAY})
    assert calendar.day(date(2026, 12, 31)).kind is DayKind.HALF_DAY
    assert calendar.day(date(2026, 12, 31)).provenance is Provenance.ENTERED
    assert calendar.day(date(2026, 10, 10)).kind is DayKind.MAKE_UP_WORKDAY
    assert calendar.day(date(2026, 10, 10)).provenance is Provenance.OFFICIAL


def test_a_calendar_does_not_change_with_the_mapping_it_was_made_from() -> None:
    entered = {date(2027, 1, 1): DayKind.REST_DAY}
    calendar = Calendar(entered)
    entered[date(2027, 1, 1)] = DayKind.WORKDAY
    assert not calendar.day(date(2027, 1, 1)).works


def test_an_instant_is_refused_because_its_date_depends_on_a_zone(calendar: Calendar) -> None:
    with pytest.raises(TypeError, match="instant"):
        calendar.day(datetime(2026, 10, 1, 10, tzinfo=UTC))


@given(on=st.dates())
def test_any_date_has_a_day(on: date) -> None:
    assert Calendar().day(on).date == on
