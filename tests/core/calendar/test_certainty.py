"""What rests on a year that is not known: shown, recomputed, and never decided by."""

from datetime import date

import pytest

from portal.core.calendar import (
    AfterWorkingDays,
    AfterWorkingHours,
    BeforeHalfDays,
    Calendar,
    DayKind,
    Entered,
    Limit,
    NthWorkingDay,
    Provenance,
    WorkingTime,
)
from tests.core.calendar.times import at

NOTICE_UNKNOWN = "2027年放假安排尚未录入"


@pytest.mark.parametrize(
    ("limit", "event", "before", "after"),
    [
        (AfterWorkingDays(2), "2026-12-30 09:00", "2027-01-01 17:30", "2027-01-04 17:30"),
        (AfterWorkingHours(16), "2026-12-31 08:30", "2027-01-01 17:30", "2027-01-04 17:30"),
        (NthWorkingDay(3, months=1), "2026-12-31 08:30", "2027-01-05 17:30", "2027-01-06 17:30"),
        (BeforeHalfDays(), "2027-01-01 08:30", "2026-12-31 13:00", "2026-12-31 13:00"),
        (BeforeHalfDays(), "2027-01-04 08:30", "2027-01-01 13:00", "2026-12-31 13:00"),
    ],
)
def test_a_provisional_instant_is_recomputed_when_the_year_is_entered(
    working_time: WorkingTime, calendar_with_2027: Calendar, limit: Limit, event: str, before: str, after: str
) -> None:
    guessed = limit.due(at(event), working_time)
    known = limit.due(at(event), WorkingTime(calendar_with_2027))
    assert (guessed.at, guessed.provisional, guessed.certain) == (at(before), True, False)
    assert (known.at, known.provisional, known.certain) == (at(after), False, True)


def test_nothing_is_surely_late_by_a_guess(working_time: WorkingTime, calendar_with_2027: Calendar) -> None:
    limit, moment = AfterWorkingDays(2), at("2027-06-01 09:00")
    guessed = limit.due(at("2026-12-30 09:00"), working_time)
    known = limit.due(at("2026-12-30 09:00"), WorkingTime(calendar_with_2027))
    assert (guessed.late(moment), guessed.surely_late(moment)) == (True, False)
    assert (known.late(moment), known.surely_late(moment)) == (True, True)


def test_a_provisional_instant_says_what_is_missing(working_time: WorkingTime) -> None:
    found = AfterWorkingHours(9).due(at("2026-12-31 08:30"), working_time)
    assert found.text() == f"01-01 09:30（暂定：{NOTICE_UNKNOWN}）"
    assert found.explanation() == [
        "2026-12-31 08:30 之后9小时工作时间",
        "2026-12-31 周四 08:30–12:00、13:00–17:30，算8小时",
        "2027-01-01 周五 08:30–09:30，算1小时",
        "到 2027-01-01 09:30 满9小时",
        f"{NOTICE_UNKNOWN}，暂按周一至周五上班推算，录入后重算",
    ]


def test_a_day_of_the_company_s_own_does_not_make_the_year_known() -> None:
    birthday = {date(2027, 6, 8): Entered(DayKind.REST_DAY, "司庆")}
    calendar = Calendar(birthday, official_years=range(2004, 2027), entered_years=())
    assert calendar.day(date(2027, 6, 8)).provenance is Provenance.ENTERED
    assert calendar.day(date(2027, 6, 9)).provisional
    assert not calendar.covers(2027)
