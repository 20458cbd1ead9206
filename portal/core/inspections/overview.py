"""Who wrote on which day: the weeks that somebody is to look at, and the days that nobody wrote down."""

from datetime import date
from typing import NamedTuple

from portal.core.inspections.queries import Written
from portal.core.week import Week


class Missing(NamedTuple):
    """A day that somebody owes a record of."""

    person_id: int
    name: str
    day: date


class WeekOf(NamedTuple):
    """A person's week: days written down, records that wait, days without one that he owes."""

    week: Week
    person_id: int
    name: str
    days: int
    waiting: int
    missing: tuple[date, ...]


def overview(records: list[Written], missing: list[Missing]) -> list[WeekOf]:
    """The weeks with something to look at or something missing, newest first."""
    names = {r.author_id: r.author for r in records} | {m.person_id: m.name for m in missing}
    keys = {(Week.of(record.day), record.author_id) for record in records}
    keys |= {(Week.of(each.day), each.person_id) for each in missing}
    rows = [week_of(week, person_id, names[person_id], records, missing) for week, person_id in keys]
    shown = [row for row in rows if row.waiting or row.missing]
    return sorted(shown, key=lambda row: (-row.week.monday.toordinal(), row.name, row.person_id))


def week_of(week: Week, person_id: int, name: str, records: list[Written], missing: list[Missing]) -> WeekOf:
    """One person's week."""
    mine = [r for r in records if r.author_id == person_id and Week.of(r.day) == week]
    days = sorted(m.day for m in missing if m.person_id == person_id and Week.of(m.day) == week)
    waiting = sum(not record.inspected for record in mine)
    return WeekOf(week, person_id, name, len({r.day for r in mine}), waiting, tuple(days))
