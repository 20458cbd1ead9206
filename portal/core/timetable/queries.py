"""Questions about what was entered; the working time that it makes is kept until something else is."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple, cast

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.calendar import Calendar, WorkingTime, WorkingTimes
from portal.core.lazily import Lazily
from portal.core.org.models import UnitPlace
from portal.core.timetable.models import CalendarEntry
from portal.core.timetable.said import Act, Said, company_time, decoded, standing, unit_times
from portal.core.web.context import today, zone
from portal.core.web.reader import known
from portal.extensions import db, is_writing

MOST_SHOWN = 100


class Kept(NamedTuple):
    """What was made of everything up to an entry, over a base."""

    newest: int
    base: Calendar
    said: list[Said]
    company: WorkingTime


class Keeper:
    """Answers who works when, with one short question, or none, as long as nothing is entered."""

    def __init__(self) -> None:
        self.kept: Kept | None = None

    def __call__(self) -> WorkingTimes:
        """The working times by all that stands now."""
        base, kept = base_calendar(), self.kept
        if kept is None or (kept.newest, kept.base) != (newest_now(), base):
            kept = read(base)
            # What an operation sees may be rolled back, and another entry may get the same id then.
            if not is_writing():
                self.kept = kept
        units = any(each.unit_id for each in kept.said)
        return WorkingTimes(kept.company, Lazily(partial(units_of, kept)) if units else {})


def base_calendar() -> Calendar:
    """What is known without anybody's entry."""
    return cast(Calendar, current_app.config["CALENDAR"])


def newest_now() -> int:
    """The same as is known with the visitor, where that suffices."""
    at_hand = known()
    return at_hand.entry if at_hand else newest_entry()


def newest_entry() -> int:
    """The id of the last entry, 0 when there is none."""
    return db.session.scalars(select(func.coalesce(func.max(CalendarEntry.id), 0))).one()


def read(base: Calendar) -> Kept:
    """Read everything that was entered."""
    newest, said = everything()
    stands = standing(said)
    return Kept(newest, base, stands, company_time(base, stands, zone()))


def calendar_with(said: Said) -> Calendar:
    """The company's calendar as it would be if this were entered."""
    stands = standing([*everything()[1], said])
    return company_time(base_calendar(), stands, zone()).calendar


def everything() -> tuple[int, list[Said]]:
    """The newest id, and all that was said, oldest first."""
    c = CalendarEntry
    rows = db.session.execute(select(c.id, c.act, c.since, c.value, c.unit_id).order_by(c.id)).all()
    said = [Said(cast(Act, r.act), r.since, decoded(cast(Act, r.act), r.value), r.unit_id) for r in rows]
    return rows[-1].id if rows else 0, said


def units_of(kept: Kept) -> Mapping[int, WorkingTime]:
    """The units that work otherwise, as the organisation stands today."""
    return unit_times(kept.company, kept.said, parents(today()))


def parents(day: date) -> dict[int, int | None]:
    """Every unit of a day with the one it belongs to."""
    return {row.unit_id: row.parent_id for row in places(day)}


def unit_names(day: date) -> dict[int, str]:
    """Every unit of a day by its name."""
    return {row.unit_id: row.name for row in places(day)}


def units_beside_company(day: date) -> dict[int, str]:
    """The units that may have days and hours of their own; a company's only root is the company."""
    rows = places(day)
    lonely = sum(row.parent_id is None for row in rows) == 1
    return {row.unit_id: row.name for row in rows if row.parent_id or not lonely}


def places(day: date) -> list[UnitPlace]:
    """The units of a day."""
    query = select(UnitPlace).where(UnitPlace.in_force(day)).order_by(UnitPlace.unit_id)
    return list(db.session.scalars(query))


def notice_of(year: int) -> CalendarEntry | None:
    """The notice of a year that counts, as it was entered."""
    query = select(CalendarEntry).filter_by(act="year", since=date(year, 1, 1))
    return db.session.scalar(query.order_by(CalendarEntry.id.desc()).limit(1))


def newest_entries() -> list[CalendarEntry]:
    """What was entered last, the newest first."""
    query = select(CalendarEntry).options(joinedload(CalendarEntry.person))
    return list(db.session.scalars(query.order_by(CalendarEntry.id.desc()).limit(MOST_SHOWN)))
