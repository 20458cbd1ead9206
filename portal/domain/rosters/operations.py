"""Entering shifts, changing one, taking one off; each leaves its event in the chain of its line."""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import or_, select

from portal.core.audit.chain import record
from portal.core.instants import Moment, local_day
from portal.core.org.models import Person, Unit
from portal.core.web.context import zone
from portal.domain.rosters.models import Shift
from portal.domain.rosters.queries import Key, Station, stations
from portal.domain.rosters.rotas import span_told
from portal.domain.rosters.spans import A_DAY, Span, between
from portal.extensions import db, hold

MOST_DAYS = 62
OVER = "已经过去的时间不能再排"
GONE = "这一班已经开始或者有人改过，请看现在的值班表"


class Refused(ValueError):
    """Why shifts cannot be so: the field, and what to say there; nothing was changed."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


class Wanted(NamedTuple):
    """Who is on duty from when until when, on each day from the first to the last."""

    person_id: int
    first: date
    last: date
    begins: time
    ends: time

    def spans(self) -> list[Span]:
        """One span a day."""
        days = (self.first + A_DAY * n for n in range((self.last - self.first).days + 1))
        return [between(day, self.begins, self.ends, zone()) for day in days]


def enter(station: Station, wanted: Wanted, by: int, moment: Moment) -> int:
    """Enter the shifts; one that has begun counts from now on. Returns how many are new; raises Refused."""
    if not 0 <= (wanted.last - wanted.first).days < MOST_DAYS:
        raise Refused("last", f"一次从第一天起最多排 {MOST_DAYS} 天")
    person = held_person(wanted.person_id)
    hold(Unit, id=station.unit_id)
    spans = ahead(wanted.spans(), moment)
    require_free(station.key, person, spans)
    known = entered(station, person)
    rows = [row_of(station, person, span) for span in spans if span not in known]
    db.session.add_all(rows)
    db.session.flush()
    if rows:
        record(stream(station.key), "roster:entered", by, moment.at, shifts=list(map(told, rows)))
    return len(rows)


def change(shift_id: int, wanted: Wanted, seen: int, by: int, moment: Moment) -> None:
    """Give a shift that has not begun to somebody else, or another time; raises Refused."""
    person = held_person(wanted.person_id)
    shift = held_shift(shift_id)
    if shift.removed_at or shift.begins <= moment.at or shift.version != seen:
        raise Refused("first", GONE)
    (span,) = ahead(wanted.spans(), moment)
    require_free((shift.line, shift.unit_id), person, [span], shift.id)
    before = told(shift)
    shift.person_id, (shift.begins, shift.ends) = person.id, span
    shift.version += 1
    db.session.flush()
    if told(shift) != before:
        after = told(shift)
        record(
            stream((shift.line, shift.unit_id)), "roster:changed", by, moment.at, before=before, after=after
        )


def remove(shift_id: int, by: int, moment: Moment) -> None:
    """Take a shift off the roster; of one that has begun, what is left of it. One that is over stays."""
    cut(held_shift(shift_id), Span(moment.at, moment.at), by, moment)


def cut(shift: Shift, at: Span, by: int, moment: Moment) -> None:
    """Let a shift end where another span begins, or take it off where it would never begin."""
    if shift.removed_at or shift.ends <= at.begins:
        return
    before = told(shift)
    if shift.begins >= at.begins:
        shift.removed_at = moment.at
    else:
        shift.ends = at.begins
    shift.version += 1
    db.session.flush()
    ends = None if shift.removed_at else shift.ends
    record(stream((shift.line, shift.unit_id)), "roster:removed", by, moment.at, shift=before, ends=ends)


def ahead(spans: Iterable[Span], moment: Moment) -> list[Span]:
    """What of some spans is not over; raises Refused where one is."""
    found = [Span(max(span.begins, moment.at.replace(second=0, microsecond=0)), span.ends) for span in spans]
    if any(span.ends <= moment.at for span in found):
        raise Refused("first", OVER)
    return found


def require_free(key: Key, person: Person, spans: list[Span], besides: int = 0) -> None:
    """Nobody is on duty who has left, nor on two lines at once; raises Refused."""
    if person.until and local_day(spans[-1].begins, zone()) >= person.until:
        raise Refused("person", f"{person.name} {person.until} 起不在职")
    code, unit_id = key
    taken = select(Shift).where(
        Shift.person_id == person.id, Shift.removed_at.is_(None), Shift.id != besides,
        or_(Shift.line != code, Shift.unit_id != unit_id),
        Shift.begins < spans[-1].ends, Shift.ends > spans[0].begins,
    )  # fmt: skip
    for shift in db.session.scalars(taken.order_by(Shift.begins)):
        other = Span(shift.begins, shift.ends)
        if any(span.begins < other.ends and span.ends > other.begins for span in spans):
            raise Refused("person", f"{person.name} {span_told(other, zone())} 已在{place_of(shift)}值班")


def place_of(shift: Shift) -> str:
    """The line of a shift, as people name it."""
    known = stations(local_day(shift.begins, zone()))
    return next((each.title for each in known if each.key == (shift.line, shift.unit_id)), "另一条线上")


def entered(station: Station, person: Person) -> set[Span]:
    """When a person is on duty there by now: the very same shift is not entered twice."""
    mine = select(Shift.begins, Shift.ends).filter_by(person_id=person.id, removed_at=None)
    code, unit_id = station.key
    return {Span(*row) for row in db.session.execute(mine.filter_by(line=code, unit_id=unit_id))}


def row_of(station: Station, person: Person, span: Span) -> Shift:
    """A new shift."""
    return Shift(
        line=station.line.code, unit_id=station.unit_id, person_id=person.id, begins=span.begins,
        ends=span.ends, version=1,
    )  # fmt: skip


def held_person(person_id: int) -> Person:
    """Whoever is to be on duty, locked before the line: he is on one line at a time."""
    person = hold(Person, id=person_id)
    if person is None:
        raise LookupError(person_id)
    return person


def held_shift(shift_id: int) -> Shift:
    """A shift with its line, both locked."""
    hold(Unit, id=db.session.get_one(Shift, shift_id).unit_id)
    return db.session.get_one(Shift, shift_id, populate_existing=True)


def told(shift: Shift) -> dict[str, object]:
    """A shift for the chain."""
    return {"id": shift.id, "person": shift.person_id, "begins": shift.begins, "ends": shift.ends}


def stream(key: Key) -> str:
    """The line's stream in the audit chain."""
    code, unit_id = key
    return f"roster:{code}:{unit_id}"
