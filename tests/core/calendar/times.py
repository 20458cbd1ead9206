"""Instants by the Shanghai clock, crews and generated working times for the tests."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from portal.core.calendar import Calendar, DayKind, Entered, Half, Pause, Roster, Span, WorkingTime
from portal.core.calendar.spans import Spans

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(local: str) -> datetime:
    """The instant at which the clock in Shanghai shows 2026-11-20 14:00."""
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI).astimezone(UTC)


def shift(begins: int, ends: int) -> Spans:
    """A shift of one span, from one full hour to another."""
    return (Span(time(begins), time(ends)),)


OFFICE_DAY = (Span(time(8, 30), time(12)), Span(time(13), time(17, 30)))
SATURDAYS = Roster(date(2026, 1, 5), (OFFICE_DAY,) * 6 + ((),))
# Wednesday 2026-11-18 is a night, the day after it free.
CREW = Roster(date(2026, 11, 16), (shift(6, 14), shift(14, 22), shift(22, 6), ()), through_holidays=True)
NIGHTS = Roster(date(2026, 11, 16), (shift(22, 6),), through_holidays=True)

ENTRIES = st.builds(Entered, st.sampled_from(DayKind), st.none(), st.sampled_from(Half))
CALENDARS = st.builds(
    Calendar, st.dictionaries(st.dates(date(2026, 9, 1), date(2027, 3, 31)), ENTRIES, max_size=12)
)
ROSTERS = st.sampled_from([(), (SATURDAYS,), (CREW,), (NIGHTS,)])
WORKING_TIMES = st.builds(
    lambda calendar, dated: WorkingTime(calendar).of_unit({}, dated), CALENDARS, ROSTERS
)
INSTANTS = st.integers(0, 180 * 24 * 60 * 60).map(lambda n: at("2026-09-01") + timedelta(seconds=n))
REASONS = st.sampled_from(["等候客户样品", "送检"])
PAUSES = st.builds(
    lambda ends, reason: Pause(min(ends), max(ends), reason), st.tuples(INSTANTS, INSTANTS), REASONS
)
