"""Which time is worked: office hours, half days, units of their own, crews over midnight, other zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.core.calendar import (
    AfterWorkingDays,
    BadSpans,
    Calendar,
    Day,
    DayKind,
    Entered,
    Half,
    NoHours,
    OfficeHours,
    OutOfCalendar,
    Provenance,
    Roster,
    Span,
    Timetables,
    WorkingTime,
    nth_working_day,
)
from portal.core.calendar.spans import span_faults
from tests.core.calendar.times import CREW, OFFICE_DAY, SATURDAYS, at, shift

HOUR = timedelta(hours=1)
FRIDAY = date(2026, 11, 20)


def _clock(working_time: WorkingTime, on: date) -> list[str]:
    ends = [[working_time.local(end) for end in each] for each in working_time.stretches(on)]
    return [f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in ends]


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        ("2026-11-20 08:29:59", False),
        ("2026-11-20 08:30:00", True),
        ("2026-11-20 11:59:59", True),
        ("2026-11-20 12:00:00", False),
        ("2026-11-20 13:00:00", True),
        ("2026-11-20 17:29:59", True),
        ("2026-11-20 17:30:00", False),
        ("2026-11-21 10:00:00", False),
        ("2026-10-10 10:00:00", True),  # the make-up Saturday
        ("2026-10-01 10:00:00", False),
    ],
)
def test_the_office_works_within_its_hours_on_working_days(
    working_time: WorkingTime, moment: str, works: bool
) -> None:
    assert working_time.works_at(at(moment)) is works


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        ("2026-11-20 10:15", "2026-11-20 10:15"),
        ("2026-11-20 12:00", "2026-11-20 13:00"),
        ("2026-11-20 17:30", "2026-11-23 08:30"),
        ("2026-09-30 20:00", "2026-10-08 08:30"),
    ],
)
def test_the_next_working_instant_is_the_instant_itself_where_it_works(
    working_time: WorkingTime, moment: str, following: str
) -> None:
    assert working_time.next_working(at(moment)) == at(following)


def test_working_time_between_leaves_out_noon_nights_and_holidays(working_time: WorkingTime) -> None:
    assert working_time.between(at("2026-09-30 11:00"), at("2026-10-08 09:00")) == 6 * HOUR
    assert working_time.between(at("2026-11-20 12:10"), at("2026-11-20 12:50")) == timedelta()
    assert working_time.between(at("2026-11-20 09:00"), at("2026-11-20 09:00:30")) == timedelta(seconds=30)


def test_working_time_between_is_negative_where_the_second_instant_is_earlier(
    working_time: WorkingTime,
) -> None:
    assert working_time.between(at("2026-11-23 09:00"), at("2026-11-20 17:00")) == -1 * HOUR


def test_the_end_of_a_free_day_does_not_exist(working_time: WorkingTime) -> None:
    assert working_time.close(FRIDAY) == at("2026-11-20 17:30")
    with pytest.raises(LookupError, match="2026-11-21"):
        working_time.close(date(2026, 11, 21))


@pytest.mark.parametrize(
    ("entry", "hours"),
    [
        (DayKind.HALF_DAY, ["08:30-12:00"]),
        (Entered(DayKind.HALF_DAY, half=Half.MORNING), ["08:30-12:00"]),
        (Entered(DayKind.HALF_DAY, "除夕", Half.AFTERNOON), ["13:00-17:30"]),
    ],
)
def test_a_half_day_is_the_morning_unless_entered_otherwise(entry: Entered, hours: list[str]) -> None:
    half = WorkingTime(Calendar({FRIDAY: entry}))
    assert _clock(half, FRIDAY) == hours
    assert [(slot.begins, slot.ends) for slot in half.slots(FRIDAY)] == list(half.stretches(FRIDAY))


def test_only_a_half_day_has_a_half() -> None:
    calendar = Calendar({FRIDAY: Entered(DayKind.REST_DAY, half=Half.AFTERNOON)})
    assert calendar.day(FRIDAY).half is None


def test_the_halves_of_a_day_lie_before_and_after_its_longest_break() -> None:
    spans = (Span(time(8), time(9, 45)), Span(time(10), time(12)), Span(time(13), time(17)))
    hours = Timetables((OfficeHours(date.min, spans),))
    afternoon = Calendar({FRIDAY: Entered(DayKind.HALF_DAY, half=Half.AFTERNOON)})
    assert _clock(WorkingTime(Calendar({FRIDAY: DayKind.HALF_DAY}), hours), FRIDAY) == [
        "08:00-09:45",
        "10:00-12:00",
    ]
    assert _clock(WorkingTime(afternoon, hours), FRIDAY) == ["13:00-17:00"]


def test_a_shift_without_a_break_is_halved_in_its_middle() -> None:
    calendar = Calendar({FRIDAY: DayKind.HALF_DAY})
    nights = WorkingTime(calendar, Timetables((OfficeHours(date.min, shift(22, 6)),)))
    assert _clock(nights, FRIDAY) == ["22:00-02:00"]


def test_office_hours_change_on_their_date(calendar: Calendar) -> None:
    summer = OfficeHours(date(2026, 11, 20), shift(9, 17))
    hours = WorkingTime(calendar, Timetables((summer, OfficeHours(date.min, OFFICE_DAY))))
    assert _clock(hours, date(2026, 11, 19)) == ["08:30-12:00", "13:00-17:30"]
    assert _clock(hours, date(2026, 11, 20)) == ["09:00-17:00"]


def test_a_date_without_office_hours_raises(calendar: Calendar) -> None:
    later = WorkingTime(calendar, Timetables((OfficeHours(date(2026, 11, 20), OFFICE_DAY),)))
    with pytest.raises(NoHours, match="2026-11-19"):
        later.stretches(date(2026, 11, 19))


def test_a_unit_that_works_on_saturdays_keeps_holidays_and_make_up_days(working_time: WorkingTime) -> None:
    shop = working_time.of_unit({}, (SATURDAYS,))
    assert shop.works_at(at("2026-11-21 10:00"))
    assert not shop.works_at(at("2026-11-22 10:00"))
    assert not shop.works_at(at("2026-10-03 10:00"))  # a Saturday of the National Day
    assert shop.works_at(at("2026-09-20 10:00"))  # a make-up Sunday
    assert not working_time.works_at(at("2026-11-21 10:00"))


def test_a_day_entered_for_a_unit_is_its_own_and_leaves_the_year_provisional(
    working_time: WorkingTime,
) -> None:
    harbin = working_time.of_unit({date(2027, 1, 5): Entered(DayKind.REST_DAY, "冰雪节")})
    assert harbin.calendar.day(date(2027, 1, 5)).provenance is Provenance.ENTERED
    assert harbin.calendar.day(date(2027, 1, 6)).provenance is Provenance.PROVISIONAL
    assert working_time.works_at(at("2027-01-05 10:00"))
    assert not harbin.works_at(at("2027-01-05 10:00"))
    assert not harbin.calendar.covers(2027)


def test_a_roster_that_keeps_holidays_stays_provisional_and_one_through_them_does_not(
    working_time: WorkingTime,
) -> None:
    shop, crew = (working_time.of_unit({}, (each,)) for each in (SATURDAYS, CREW))
    assert shop.calendar.day(date(2027, 3, 6)).provisional
    assert not crew.calendar.day(date(2027, 3, 6)).provisional


def test_a_crew_works_through_holidays_where_its_roster_says_so(working_time: WorkingTime) -> None:
    through, keeping = (Roster(date(2026, 9, 1), (shift(6, 14),), each) for each in (True, False))
    assert working_time.of_unit({}, (through,)).works_at(at("2026-10-01 10:00"))
    assert not working_time.of_unit({}, (keeping,)).works_at(at("2026-10-01 10:00"))


def test_a_unit_uses_the_companys_days_and_hours_before_its_roster_begins(working_time: WorkingTime) -> None:
    crew = working_time.of_unit({}, (CREW,))
    assert _clock(crew, date(2026, 11, 13)) == ["08:30-12:00", "13:00-17:30"]
    assert crew.stretches(date(2026, 11, 15)) == ()
    assert _clock(crew, date(2026, 11, 16)) == ["06:00-14:00"]


def test_a_day_entered_as_worked_on_a_free_turn_has_the_hours_of_the_first_shift(
    working_time: WorkingTime,
) -> None:
    crew = working_time.of_unit({date(2026, 11, 19): DayKind.WORKDAY}, (CREW,))
    assert _clock(crew, date(2026, 11, 19)) == ["06:00-14:00"]


def test_a_night_shift_belongs_to_the_day_it_begins_on(working_time: WorkingTime) -> None:
    crew = working_time.of_unit({}, (CREW,))
    assert crew.works_at(at("2026-11-19 05:59:59"))
    assert not crew.works_at(at("2026-11-19 06:00"))
    assert crew.work_date(at("2026-11-19 05:59:59")) == date(2026, 11, 18)
    assert crew.work_date(at("2026-11-19 06:00")) == date(2026, 11, 19)
    assert crew.close(date(2026, 11, 18)) == at("2026-11-19 06:00")


def test_a_meal_in_the_night_is_not_worked_and_stays_within_the_shift(calendar: Calendar) -> None:
    spans = (Span(time(22), time(2)), Span(time(2, 30), time(6)))
    nights = WorkingTime(calendar, Timetables((OfficeHours(date.min, spans),)))
    assert not nights.works_at(at("2026-11-21 02:10"))
    assert nights.work_date(at("2026-11-21 02:10")) == FRIDAY
    assert nights.between(at("2026-11-20 22:00"), at("2026-11-21 06:00")) == 7.5 * HOUR


def test_time_that_two_shifts_share_is_worked_once(working_time: WorkingTime) -> None:
    overlapping = Roster(date(2026, 11, 16), (shift(22, 6), shift(5, 13)), through_holidays=True)
    crew = working_time.of_unit({}, (overlapping,))
    assert _clock(crew, date(2026, 11, 17)) == ["06:00-13:00"]
    assert crew.between(at("2026-11-16 22:00"), at("2026-11-17 13:00")) == 15 * HOUR


def test_a_day_that_the_shift_before_takes_whole_ends_with_that_shift(working_time: WorkingTime) -> None:
    crew = working_time.of_unit({}, (Roster(date(2026, 11, 16), (shift(8, 8), shift(1, 7)), True),))
    assert crew.stretches(date(2026, 11, 17)) == ()
    assert AfterWorkingDays(1).due(at("2026-11-16 12:00"), crew).at == at("2026-11-17 08:00")


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ((), "至少要有一段工作时间"),
        ((Span(time(13), time(12)), Span(time(11), time(14))), "各段要按先后填写"),
        ((Span(time(8, tzinfo=UTC), time(12)),), "只写钟点，不写时区"),
    ],
)
def test_hours_that_nobody_can_work_are_refused_in_chinese(spans: tuple[Span, ...], fault: str) -> None:
    assert fault in next(span_faults(spans))
    with pytest.raises(BadSpans, match=fault):
        OfficeHours(date.min, spans)


def test_a_day_of_24_hours_can_be_worked_and_a_roster_without_work_cannot() -> None:
    around_the_clock = OfficeHours(date.min, (Span(time(8), time(8)),))
    (stretch,) = WorkingTime(Calendar(), Timetables((around_the_clock,))).stretches(FRIDAY)
    assert stretch.length == 24 * HOUR
    with pytest.raises(BadSpans, match="轮班至少要有一天上班"):
        Roster(date.min, ((), ()))


@pytest.mark.parametrize(("night", "hours"), [(date(1986, 5, 3), 7), (date(1991, 9, 14), 9)])
def test_china_had_summer_time_and_a_night_shift_lasted_an_hour_less_or_more(night: date, hours: int) -> None:
    nights = WorkingTime(Calendar(), Timetables((Roster(date(1986, 1, 1), (shift(22, 6),)),)))
    nights = nights.of_unit({night: DayKind.WORKDAY})
    assert sum((each.length for each in nights.stretches(night)), timedelta()) == hours * HOUR


def test_a_span_within_the_hour_that_summer_time_leaves_out_is_not_worked() -> None:
    sunday = date(2026, 3, 29)
    calendar = Calendar({sunday: DayKind.WORKDAY})
    hours = OfficeHours(date.min, (Span(time(2, 30), time(3, 10)), Span(time(9), time(17))))
    berlin = WorkingTime(calendar, Timetables((hours,)), ZoneInfo("Europe/Berlin"))
    assert _clock(berlin, sunday) == ["09:00-17:00"]


def test_the_zone_decides_which_date_it_is(calendar: Calendar) -> None:
    urumqi = WorkingTime(calendar, zone=ZoneInfo("Asia/Urumqi"))
    assert urumqi.works_at(at("2026-11-20 10:30"))
    assert not urumqi.works_at(at("2026-11-20 10:29"))


@pytest.mark.parametrize("ask", ["works_at", "next_working", "local", "work_date", "instant"])
def test_an_instant_without_a_zone_is_refused(working_time: WorkingTime, ask: str) -> None:
    with pytest.raises(ValueError, match="no zone"):
        getattr(working_time, ask)(at("2026-11-20 10:00").replace(tzinfo=None))


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize("ask", ["works_at", "next_working", "work_date", "date_of"])
def test_an_instant_at_an_end_of_the_calendar_is_refused(
    working_time: WorkingTime, year: int, ask: str
) -> None:
    moment = datetime(year, 1, 1, tzinfo=UTC) if year == 1 else datetime(year, 12, 31, 23, tzinfo=UTC)
    with pytest.raises(OutOfCalendar):
        getattr(working_time, ask)(moment)


@pytest.mark.parametrize("on", [date.min, date.max])
def test_a_date_at_an_end_of_the_calendar_has_no_hours(working_time: WorkingTime, on: date) -> None:
    with pytest.raises(OutOfCalendar):
        working_time.stretches(on)
    with pytest.raises(OutOfCalendar):
        working_time.instant(on)


def test_a_calendar_in_which_nobody_works_any_more_is_refused() -> None:
    last = Calendar({date(9999, 12, day): DayKind.REST_DAY for day in range(20, 32)})
    with pytest.raises(OutOfCalendar, match="nobody works"):
        WorkingTime(last).next_working(at("9999-12-20 10:00"))


def test_a_month_of_forty_people_looks_at_each_day_once() -> None:
    found = list[date]()

    class Counting(Calendar):
        def _find(self, on: date) -> Day:
            found.append(on)
            return super()._find(on)

    working_time = WorkingTime(Counting())
    november = [date(2026, 11, n) for n in range(1, 31)]
    for _person in range(40):
        for on in november:
            AfterWorkingDays(1).due(on, working_time)
            nth_working_day(working_time.calendar, 2026, 11, -1)
            working_time.between(at("2026-11-01"), at("2026-12-01"))
    assert len(found) == len(set(found)) <= 35
