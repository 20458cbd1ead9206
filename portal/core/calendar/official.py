"""The State Council's yearly holiday notices, as the package chinesecalendar carries them."""

from collections.abc import Iterable
from datetime import date

from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]  # it ships no types

from portal.core.calendar.days import Day, DayKind, Provenance, ordinary_kind

HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def covered_years(listed: Iterable[date]) -> frozenset[int]:
    """Years whose own notice is among the listed holidays, which their National Day proves."""
    # A notice reaches into its neighbours (2018-12-29 was ruled with 2019), so not any date will do.
    return frozenset(on.year for on in listed if (on.month, on.day) == (10, 1))


OFFICIAL_YEARS = covered_years(holidays)


def official_day(on: date) -> Day:
    """The day by its notice, moved rest days counted as the holiday; for a year of OFFICIAL_YEARS only."""
    name = HOLIDAY_NAMES.get(workdays.get(on) or holidays.get(on))
    return Day(on, _kind(on), Provenance.OFFICIAL, name)


def _kind(on: date) -> DayKind:
    if on in workdays:
        return DayKind.MAKE_UP_WORKDAY
    return DayKind.STATUTORY_HOLIDAY if on in holidays else ordinary_kind(on)
