"""The company's calendar: what an administrator entered, then the official notices, then the weekday rule."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from portal.core.calendar.days import Day, DayKind, Provenance, ordinary_kind
from portal.core.calendar.official import OFFICIAL_YEARS, official_day

# What an administrator enters for a date: its kind, or its kind and the holiday's Chinese name.
Entry = DayKind | tuple[DayKind, str]


class Calendar:
    """Every date from 0001-01-01 to 9999-12-31 with its kind and its source; never changes once made."""

    def __init__(
        self, entered: Mapping[date, Entry] = {}, official_years: Collection[int] = OFFICIAL_YEARS
    ) -> None:
        """Take the entered days, and the years to believe the official notices for (fewer in a test)."""
        self._entered = {on: _entered_day(on, entry) for on, entry in entered.items()}
        self.entered_years = frozenset(on.year for on in entered)
        self.official_years = OFFICIAL_YEARS.intersection(official_years)

    def day(self, on: date) -> Day:
        """Say what the date is; raise TypeError for an instant, whose date depends on a zone."""
        if isinstance(on, datetime):
            raise TypeError(f"a date is wanted, not the instant {on}")
        if on in self._entered:
            return self._entered[on]
        return official_day(on) if on.year in self.official_years else self._ordinary_day(on)

    def covers(self, year: int) -> bool:
        """True when the year's notice is known, so that none of its days is provisional."""
        return year in self.official_years or year in self.entered_years

    def _ordinary_day(self, on: date) -> Day:
        source = Provenance.ENTERED if on.year in self.entered_years else Provenance.PROVISIONAL
        return Day(on, ordinary_kind(on), source)


def _entered_day(on: date, entry: Entry) -> Day:
    kind, name = (entry, None) if isinstance(entry, DayKind) else entry
    return Day(on, kind, Provenance.ENTERED, name)
