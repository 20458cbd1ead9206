"""Who owes what: posts, periods, dates. Pure."""

from datetime import date

from portal.core.calendar import Calendar, working_days_after
from portal.core.duties.owed import Holder, Key, Watched, owed
from portal.core.duty import Duty, Schedule
from portal.core.parameter import Values
from portal.core.period import Period, period_of, periods, told
from portal.core.switch import switch_of
from portal.core.terms import Terms

CALENDAR = Calendar(official_years=range(2004, 2027))
TERMS = Terms(date(2026, 9, 28), CALENDAR)
DAILY = Schedule(
    "journal", lambda terms, period: working_days_after(terms.calendar, period.first, 0), grace=2
)
JOURNAL = Duty("成功手册", "§1(4)", ("account_manager",), "workday", "当天", "F01-2", "seed", DAILY)
SWITCH = switch_of("r", "§1")
WATCHED = [Watched("r:journal", JOURNAL, DAILY)]
CHEN = Holder(1, 10, "account_manager", date(2020, 1, 1), None)


def days(holders: list[Holder], first: date, last: date) -> list[tuple[int, date]]:
    found = owed(WATCHED, holders, Period(first, last), TERMS)
    return sorted((key.person_id, key.first_day) for key in found if first <= key.first_day <= last)


def test_a_holiday_is_not_owed_and_a_make_up_workday_is() -> None:
    mine = [day for _, day in days([CHEN], date(2026, 10, 1), date(2026, 10, 12))]
    assert mine == [date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10), date(2026, 10, 12)]


def test_only_while_he_holds_the_post_from_its_first_day_until_before_its_last() -> None:
    newcomer = CHEN._replace(since=date(2026, 10, 9), until=date(2026, 10, 12))
    assert days([newcomer], date(2026, 10, 1), date(2026, 10, 31)) == [
        (1, date(2026, 10, 9)),
        (1, date(2026, 10, 10)),
    ]
    assert days([CHEN._replace(role="auditor")], date(2026, 10, 1), date(2026, 10, 31)) == []


def test_who_holds_two_such_posts_owes_it_once() -> None:
    both = [CHEN, CHEN._replace(unit_id=11)]
    assert days(both, date(2026, 10, 8), date(2026, 10, 9)) == [
        (1, date(2026, 10, 8)),
        (1, date(2026, 10, 9)),
    ]


def test_it_is_late_the_day_after_its_grace() -> None:
    found = owed(WATCHED, [CHEN], Period(date(2026, 10, 8), date(2026, 10, 8)), TERMS)
    dates = found[Key("r:journal", 1, date(2026, 10, 8))].dates
    assert (dates.opens, dates.due, dates.late) == (date(2026, 10, 8), date(2026, 10, 8), date(2026, 10, 11))


def test_periods_and_how_people_say_them() -> None:
    day = date(2026, 11, 25)
    said = {rhythm: told(rhythm, period_of(rhythm, day)) for rhythm in ("workday", "week", "month")}
    assert said == {"workday": "11月25日", "week": "2026年11月23日至11月29日", "month": "2026年11月"}
    assert told("quarter", period_of("quarter", day)) == "2026年第4季度"
    assert period_of("quarter", day) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert (told("half", period_of("half", day)), told("half", period_of("half", date(2026, 6, 30)))) == (
        "2026年下半年", "2026年上半年",
    )  # fmt: skip
    assert period_of("half", day) == Period(date(2026, 7, 1), date(2026, 12, 31))
    assert period_of("half", date(2026, 6, 30)) == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert period_of("year", day) == Period(date(2026, 1, 1), date(2026, 12, 31))
    assert len(periods("quarter", date(2026, 3, 31), date(2026, 7, 1), CALENDAR)) == 3


def test_nothing_is_owed_on_a_day_on_which_the_company_does_not_use_the_regulation() -> None:
    off = Values({SWITCH.name: ((date(2026, 10, 9), False), (date(2026, 10, 12), True))})
    found = owed(
        [WATCHED[0]._replace(switch=SWITCH)], [CHEN], Period(date(2026, 10, 8), date(2026, 10, 12)),
        TERMS._replace(values=off),
    )  # fmt: skip
    first = {key.first_day for key in found}
    assert {date(2026, 10, 8), date(2026, 10, 12)} <= first
    assert not {date(2026, 10, 9), date(2026, 10, 10)} & first
