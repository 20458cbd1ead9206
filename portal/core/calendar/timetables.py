"""What is worked from a date on: the office's hours, or the roster of a crew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from portal.core.calendar.days import Day, DayKind, Provenance
from portal.core.calendar.spans import BadSpans, Span, Spans, checked


@dataclass(frozen=True)
class OfficeHours:
    """The spans of every working day, from a date on."""

    since: date
    spans: Spans

    def __post_init__(self) -> None:
        checked(self.spans)

    def day(self, of_company: Day) -> Day:
        """The company's day, as it is."""
        return of_company

    def spans_on(self, _on: date) -> Spans:
        """The spans of a working day."""
        return self.spans


@dataclass(frozen=True)
class Roster:
    """The spans of each day of a cycle that begins on a date and then repeats; a day without spans is free.

    A shop that also works on Saturdays is a cycle of seven days from a Monday. Holidays and make-up days are
    the company's, unless the crew works `through_holidays`.
    """

    since: date
    cycle: tuple[Spans, ...]
    through_holidays: bool = False

    def __post_init__(self) -> None:
        if not any(self.cycle):
            raise BadSpans("轮班至少要有一天上班")
        for spans in filter(None, self.cycle):
            checked(spans)

    def day(self, of_company: Day) -> Day:
        """What the cycle makes of the company's day; a day with a name is one that somebody ruled."""
        ruled = of_company.name or of_company.kind in (DayKind.STATUTORY_HOLIDAY, DayKind.MAKE_UP_WORKDAY)
        if ruled and not self.through_holidays:
            return of_company
        kind = DayKind.WORKDAY if self._turn(of_company.date) else DayKind.REST_DAY
        source = Provenance.ENTERED if self.through_holidays else of_company.provenance
        return Day(of_company.date, kind, source)

    def spans_on(self, on: date) -> Spans:
        """The spans of a working day; on a day that its cycle has free, those of its first working day."""
        return self._turn(on) or next(filter(None, self.cycle))

    def _turn(self, on: date) -> Spans:
        return self.cycle[(on - self.since).days % len(self.cycle)]


@dataclass(frozen=True)
class AsAbove:
    """No hours of one's own any more, from a date on: those of the unit above, or of the company."""

    since: date


Timetable = OfficeHours | Roster

# No regulation says the office's hours: 08:30 to 17:30 with an hour at noon [assumption].
DEFAULT_HOURS = OfficeHours(date.min, (Span(time(8, 30), time(12)), Span(time(13), time(17, 30))))


class NoHours(LookupError):
    """No timetable is in force on a date; never fall back silently."""


class Timetables:
    """Dated timetables, each in force until the next begins; before the first, those of the company."""

    def __init__(
        self, dated: Iterable[Timetable | AsAbove] = (DEFAULT_HOURS,), company: "Timetables | None" = None
    ) -> None:
        """Take them in any order; of two of one date the later given counts."""
        self._latest_first = sorted(dated, key=lambda each: each.since)[::-1]
        self._company = company

    def own(self, on: date) -> Timetable | None:
        """Its own timetable in force on a date, if any is."""
        found = next((each for each in self._latest_first if each.since <= on), None)
        return None if isinstance(found, AsAbove) else found

    def spans_on(self, on: date) -> Spans:
        """The spans of a date, if it is worked; raises NoHours."""
        if own := self.own(on):
            return own.spans_on(on)
        if self._company is None:
            raise NoHours(f"no office hours are known for {on}")
        return self._company.spans_on(on)
