"""A year as a page draws it."""

from datetime import date

from portal.core.calendar import Calendar, DayKind
from portal.core.calendar.year_view import year_view


def test_a_year_is_twelve_months_of_weeks_from_monday_to_sunday(calendar: Calendar) -> None:
    months = year_view(calendar, 2026)
    assert [each.month for each in months] == list(range(1, 13))
    assert {len(week) for each in months for week in each.weeks} == {7}
    february, november = months[1], months[10]
    assert february.weeks[0][:6] == (None,) * 6
    assert [day and day.date.day for day in november.weeks[-1]] == [30, *[None] * 6]


def test_every_day_of_the_year_stands_once_under_its_weekday(calendar: Calendar) -> None:
    cells = [
        (position, day)
        for each in year_view(calendar, 2028)
        for week in each.weeks
        for position, day in enumerate(week)
        if day
    ]
    assert len({day.date for _, day in cells}) == len(cells) == 366
    assert all(day.date.weekday() == position for position, day in cells)


def test_a_month_tells_its_working_days_and_each_day_where_it_comes_from(calendar: Calendar) -> None:
    october = year_view(calendar, 2026)[9]
    assert october.working_days == 18
    saturday = october.weeks[1][5]
    assert saturday == calendar.day(date(2026, 10, 10))
    assert saturday is not None and saturday.kind is DayKind.MAKE_UP_WORKDAY
    assert all(day.provisional for week in year_view(calendar, 2027)[0].weeks for day in week if day)
