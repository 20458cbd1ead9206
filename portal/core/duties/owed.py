"""Who owes what: a pure function of duties, posts, calendar and parameters."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from portal.core.calendar import Calendar
from portal.core.duty import Duty, Schedule
from portal.core.period import Period, period_of, periods
from portal.core.switch import Switch
from portal.core.terms import Terms

REACH = timedelta(days=62)  # how far from its period a duty may be due, and how far a change may move it
REACH_OF_A_DAY = timedelta(days=7)
A_MONDAY = date(2026, 1, 5)


class Watched(NamedTuple):
    """A duty that is watched: its name in the database, its declaration, its schedule, and the switch of its
    regulation."""

    key: str
    duty: Duty
    schedule: Schedule
    switch: Switch | None = None

    def used(self, terms: Terms, day: date) -> bool:
        """Whether the company uses its regulation on a day."""
        return self.switch is None or terms.values.on(self.switch, day)


class Holder(NamedTuple):
    """Somebody in a post with a role, from a day until (not including) another."""

    person_id: int
    unit_id: int
    role: str
    since: date
    until: date | None


class Key(NamedTuple):
    """What there is one of: a duty, a person, the first day of the period."""

    duty: str
    person_id: int
    first_day: date


class Dates(NamedTuple):
    """Since when a duty is asked for, by when it is owed, when it is late, and whether that is a guess.

    `due_at` is the first instant (UTC) that is too late, where the deadline says an hour.
    """

    opens: date
    due: date
    late: date
    provisional: bool
    due_at: datetime | None = None


class Owed(NamedTuple):
    """A duty of somebody in a unit for a period."""

    unit_id: int
    period: Period
    dates: Dates


def owed(watched: Iterable[Watched], holders: list[Holder], window: Period, terms: Terms) -> dict[Key, Owed]:
    """Everything that falls due in a window of days, and what lies so near that it may have moved out of it;
    who holds two such posts owes it once. Nothing is owed by a day on which its regulation is not used."""
    found: dict[Key, Owed] = {}
    for each in watched:
        mine = [holder for holder in holders if holder.role in each.duty.owed_by]
        for own, those in by_terms(mine, terms):
            for period, dates in coming_round(each, window, own):
                day = period.first if each.duty.rhythm == "workday" else dates.due
                used = each.used(own, day)
                for holder in (holder for holder in those if used and in_post(holder, day)):
                    what = Owed(holder.unit_id, period, dates)
                    found.setdefault(Key(each.key, holder.person_id, period.first), what)
    return found


def by_terms(holders: list[Holder], terms: Terms) -> Iterator[tuple[Terms, list[Holder]]]:
    """The holders of each unit that works otherwise, and all others."""
    for unit_id in {holder.unit_id for holder in holders} & terms.units.keys():
        yield terms.of_unit(unit_id), [holder for holder in holders if holder.unit_id == unit_id]
    yield terms, [holder for holder in holders if holder.unit_id not in terms.units]


def coming_round(watched: Watched, window: Period, terms: Terms) -> Iterator[tuple[Period, Dates]]:
    """The periods of a duty that fall due in or near a window, each with its dates."""
    reach = REACH_OF_A_DAY if watched.duty.rhythm == "workday" else REACH
    for period in periods(watched.duty.rhythm, window.first - reach, window.last + reach, terms.calendar):
        yield period, dated(watched.schedule, period, terms)


def dated(schedule: Schedule, period: Period, terms: Terms) -> Dates:
    """The dates of a period; a duty is asked for never later than it is owed."""
    deadline = schedule.by(terms, period)
    due, provisional = deadline.day, deadline.provisional
    opens = period.first if schedule.opens is None else due - timedelta(days=schedule.opens)
    grace = timedelta(days=schedule.grace)
    due_at = deadline.cutoff.over + grace if deadline.cutoff else None
    return Dates(min(opens, due), due, due + grace + timedelta(days=1), provisional, due_at)


def has_hour(watched: Watched) -> bool:
    """Whether a duty is owed by an hour, which no calendar and no parameter changes."""
    terms = Terms(A_MONDAY, Calendar())
    return dated(watched.schedule, period_of(watched.duty.rhythm, A_MONDAY), terms).due_at is not None


def in_post(holder: Holder, day: date) -> bool:
    """Whether somebody holds his post on a day."""
    return holder.since <= day and (holder.until is None or day < holder.until)
