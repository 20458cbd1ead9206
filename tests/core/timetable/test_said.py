"""What was said of the calendar makes working time: of the company, of a unit, of those below."""

from datetime import date
from zoneinfo import ZoneInfo

from portal.core.calendar import Calendar, DayKind, Entered, Provenance, WorkingTime
from portal.core.calendar.notices import Holiday
from portal.core.calendar.spans import Span, Spans
from portal.core.desk.workday_forms import spans_of
from portal.core.timetable.said import Said, Worked, company_time, decoded, encoded, standing, unit_times

BASE = Calendar(official_years=range(2004, 2027))
ZONE = ZoneInfo("Asia/Shanghai")
NATIONAL_DAY = Holiday("国庆节", date(2027, 10, 1), date(2027, 10, 7), (date(2027, 9, 26),))
YEAR = Said("year", date(2027, 1, 1), (NATIONAL_DAY,))
ANNIVERSARY = Entered(DayKind.REST_DAY, "公司成立日")
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
PARENTS = {1: None, 2: 1, 3: 2, 4: 1}


def company(*said: Said) -> WorkingTime:
    return company_time(BASE, standing(said), ZONE)


def unit(unit_id: int, *said: Said) -> WorkingTime | None:
    return unit_times(company(*said), standing(said), PARENTS).get(unit_id)


def worked(*lines: str, rotates: bool = False, through: bool = False) -> Worked:
    return Worked(tuple(map(spans_of, lines)), rotates, through)


def spans(work: WorkingTime, day: date) -> Spans:
    local = [(work.local(each.begins), work.local(each.ends)) for each in work.stretches(day)]
    return tuple(Span(begins.time(), ends.time()) for begins, ends in local)


def test_what_is_said_comes_back_from_storage_as_it_was() -> None:
    for each in (
        YEAR,
        Said("day", MONDAY, ANNIVERSARY),
        Said("hours", MONDAY, worked("22:00-06:00", "休", rotates=True)),
        Said("day", MONDAY, None),
    ):
        assert decoded(each.act, encoded(each.value)) == each.value


def test_one_company_day_leaves_its_year_provisional() -> None:
    calendar = company(Said("day", date(2027, 5, 17), ANNIVERSARY)).calendar
    assert calendar.day(date(2027, 5, 17)).kind is DayKind.REST_DAY
    assert not calendar.covers(2027)
    assert calendar.day(date(2027, 5, 18)).provenance is Provenance.PROVISIONAL


def test_an_entered_year_counts_alone_and_a_company_day_stays_over_it() -> None:
    day = Said("day", date(2027, 10, 8), ANNIVERSARY)
    calendar = company(day, YEAR).calendar
    assert calendar.covers(2027) and not calendar.covers(2028)
    assert calendar.day(date(2027, 10, 8)).kind is DayKind.REST_DAY
    assert calendar.day(date(2027, 10, 11)).provenance is Provenance.ENTERED
    again = Said("year", date(2026, 1, 1), (Holiday("元旦", date(2026, 1, 1), date(2026, 1, 1)),))
    assert company(again).calendar.day(date(2026, 10, 1)).kind is DayKind.WORKDAY, "2026 as it was entered"
    assert company(again).calendar.day(date(2025, 10, 1)).kind is DayKind.STATUTORY_HOLIDAY


def test_the_later_notice_of_a_year_counts_and_a_day_is_taken_back() -> None:
    shorter = Said("year", date(2027, 1, 1), (NATIONAL_DAY._replace(last=date(2027, 10, 6)),))
    assert company(YEAR, shorter).calendar.day(date(2027, 10, 7)).kind is DayKind.WORKDAY
    back = Said("day", MONDAY, None)
    assert company(Said("day", MONDAY, ANNIVERSARY), back).calendar.day(MONDAY).kind is DayKind.WORKDAY


def test_hours_hold_from_their_day_on() -> None:
    work = company(Said("hours", date(2026, 11, 24), worked("09:00-12:00 14:00-18:00")))
    assert [str(each) for each in spans(work, MONDAY)] == ["08:30–12:00", "13:00–17:30"]
    assert [str(each) for each in spans(work, date(2026, 11, 24))] == ["09:00–12:00", "14:00–18:00"]


def test_a_unit_s_hours_hold_for_those_below_until_they_have_their_own() -> None:
    office = Said("hours", MONDAY, worked("10:00-16:00"), 2)
    below = Said("hours", date(2026, 11, 25), worked("11:00-15:00"), 3)
    own = unit(3, office, below)
    assert own is not None
    assert [str(each) for each in spans(own, date(2026, 11, 24))] == ["10:00–16:00"]
    assert [str(each) for each in spans(own, date(2026, 11, 25))] == ["11:00–15:00"]
    assert unit(4, office, below) is None and unit(1, office, below) is None
    again = Said("hours", date(2026, 11, 26), Worked(), 3)
    back = unit(3, office, below, again)
    assert back is not None
    assert [str(each) for each in spans(back, date(2026, 11, 26))] == ["10:00–16:00"]


def test_a_crew_keeps_its_turns_and_the_days_that_the_company_ruled() -> None:
    week = ("09:00-17:00",) * 6
    crew = Said("hours", MONDAY, worked(*week, "休", rotates=True), 2)
    free = Said("day", MONDAY, ANNIVERSARY)
    mine = unit(2, crew, free)
    assert mine is not None
    assert mine.calendar.day(SATURDAY).works and not mine.calendar.day(MONDAY).works
    through = unit(2, crew._replace(value=worked(*week, "休", rotates=True, through=True)), free)
    assert through is not None and through.calendar.day(MONDAY).works


def test_a_unit_s_own_day_is_nobody_else_s() -> None:
    own = Said("day", MONDAY, Entered(DayKind.REST_DAY, "搬家"), 2)
    mine = unit(2, own)
    assert mine is not None and not mine.calendar.day(MONDAY).works
    assert company(own).calendar.day(MONDAY).works
