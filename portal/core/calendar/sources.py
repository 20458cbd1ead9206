"""The company's calendar: what an administrator entered, then the official notices, then the weekday rule."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from portal.core.calendar.days import Day, DayKind, Half, Provenance, ordinary_kind
from portal.core.calendar.official import OFFICIAL_YEARS, official_day

DAYS_KEPT, MONTHS_KEPT, YEARS_KEPT = 4_000, 200, 20


class Entered(NamedTuple):
    """What an administrator enters for a date; a half day is the morning unless he says otherwise."""

    kind: DayKind
    name: str | None = None
    half: Half | None = None

    def day(self, on: date) -> Day:
        """The day that it makes of a date."""
        half = (self.half or Half.MORNING) if self.kind is DayKind.HALF_DAY else None
        return Day(on, self.kind, Provenance.ENTERED, self.name, half)


# Shorter: its kind alone, or its kind and the holiday's Chinese name.
Entry = DayKind | tuple[DayKind, str] | Entered


class Calendar:
    """Every date from 0001-01-01 to 9999-12-31 with its kind and its source; never changes once made."""

    def __init__(
        self,
        entered: Mapping[date, Entry] = {},
        official_years: Collection[int] = OFFICIAL_YEARS,
        entered_years: Collection[int] | None = None,
    ) -> None:
        """Take the entered days, and the years to believe the official notices for (fewer in a test).

        `entered_years` are the years whose whole notice was entered; where it is not said, every year of an
        entered day is one of them.
        """
        self._entered = entered_days(entered)
        years = {on.year for on in entered} if entered_years is None else entered_years
        self.entered_years = frozenset(years)
        self.official_years = OFFICIAL_YEARS.intersection(official_years)
        self._known_day = lru_cache(DAYS_KEPT)(self._find)
        self._known_month = lru_cache(MONTHS_KEPT)(self._month)
        self._known_year = lru_cache(YEARS_KEPT)(self._year)

    def day(self, on: date) -> Day:
        """Say what the date is; raise TypeError for an instant, whose date depends on a zone."""
        if isinstance(on, datetime):
            raise TypeError(f"a date is wanted, not the instant {on}")
        return self._known_day(on)

    def month(self, year: int, month: int) -> tuple[Day, ...]:
        """Every day of a month."""
        return self._known_month(year, month)

    def working_days(self, first: date, last: date) -> int:
        """How many dates from the first to the last one are worked."""
        before = sum(self._known_year(year)[-1] for year in range(first.year, last.year))
        passed = self._known_year(last.year)[day_of_year(last)]
        return before + passed - self._known_year(first.year)[day_of_year(first) - 1]

    def with_entered(self, entered: Mapping[date, Entry], years: Collection[int]) -> "Calendar":
        """The same with more days over it; of a year that is entered as a whole, that notice alone counts."""
        over = Calendar({}, self.official_years.difference(years), self.entered_years.union(years))
        over._entered = self._entered | entered_days(entered)
        return over

    def covers(self, year: int) -> bool:
        """True when the year's notice is known, so that none of its days is provisional."""
        return year in self.official_years or year in self.entered_years

    def _find(self, on: date) -> Day:
        if on in self._entered:
            return self._entered[on]
        return official_day(on) if on.year in self.official_years else self._ordinary_day(on)

    def _month(self, year: int, month: int) -> tuple[Day, ...]:
        return tuple(self.day(date(year, month, n + 1)) for n in range(monthrange(year, month)[1]))

    def _year(self, year: int) -> tuple[int, ...]:
        """How many days are worked up to each day of a year, none before the first."""
        works = (day.works for month in range(1, 13) for day in self.month(year, month))
        return tuple(accumulate(works, initial=0))

    def _ordinary_day(self, on: date) -> Day:
        source = Provenance.ENTERED if on.year in self.entered_years else Provenance.PROVISIONAL
        return Day(on, ordinary_kind(on), source)


def day_of_year(on: date) -> int:
    """Which day of its year a date is, from 1."""
    return on.toordinal() - date(on.year, 1, 1).toordinal() + 1


def entered_days(entered: Mapping[date, Entry]) -> dict[date, Day]:
    """The entered days by date."""
    return {on: _in_full(entry).day(on) for on, entry in entered.items()}


def _in_full(entry: Entry) -> Entered:
    return Entered(entry) if isinstance(entry, DayKind) else Entered(*entry)
