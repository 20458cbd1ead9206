"""Who wrote on which day: the weeks that somebody is to look at, and the working days nobody wrote down."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from portal.core.calendar import Calendar
from portal.core.inspections.queries import Written
from portal.core.org.models import Holding
from portal.core.week import Week


class WeekOf(NamedTuple):
    """A person's week: days written down, records that wait, working days without one."""

    week: Week
    person_id: int
    name: str
    days: int
    waiting: int
    missing: tuple[date, ...]


def overview(
    records: list[Written], writers: list[Holding], since: date, today: date, calendar: Calendar
) -> list[WeekOf]:
    """The weeks with something to look at or something missing, newest first; today is not missing yet."""
    names = {r.author_id: r.author for r in records} | {w.person_id: w.person.name for w in writers}
    owed = set(owed_days(writers, since, today, calendar))
    told = {(r.author_id, r.day) for r in records}
    keys = {(Week.of(day), person_id) for person_id, day in owed | told}
    rows = [week_of(week, person_id, names[person_id], records, owed - told) for week, person_id in keys]
    shown = [row for row in rows if row.waiting or row.missing]
    return sorted(shown, key=lambda row: (-row.week.monday.toordinal(), row.name, row.person_id))


def owed_days(
    writers: Iterable[Holding], since: date, today: date, calendar: Calendar
) -> Iterable[tuple[int, date]]:
    """Every past working day of everyone who held his post that day."""
    days = [since + timedelta(days=n) for n in range((today - since).days)]
    working = [day for day in days if calendar.day(day).works]
    for writer in writers:
        yield from ((writer.person_id, day) for day in working if day >= max(writer.since, writer.post.since))


def week_of(
    week: Week, person_id: int, name: str, records: list[Written], lacking: set[tuple[int, date]]
) -> WeekOf:
    """One person's week."""
    mine = [r for r in records if r.author_id == person_id and Week.of(r.day) == week]
    missing = sorted(day for who, day in lacking if who == person_id and Week.of(day) == week)
    waiting = sum(not record.inspected for record in mine)
    return WeekOf(week, person_id, name, len({r.day for r in mine}), waiting, tuple(missing))
