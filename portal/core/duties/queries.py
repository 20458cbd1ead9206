"""Questions about duties: one's own, and those of the units below."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from portal.core.among import among
from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.duties.models import Occurrence
from portal.core.duties.owed import has_hour
from portal.core.duties.planning import watched
from portal.core.facts import Month
from portal.core.inspections.overview import Missing
from portal.core.inspections.queries import below
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.org.queries import reads_all, units_headed
from portal.extensions import db

MOST_LATE = 100


class Tally(NamedTuple):
    """What a person owes in a month, by how it stands."""

    person_id: int
    name: str
    done: int
    waived: int
    late: int
    left: int


def own_month(person_id: int, month: Month) -> list[Occurrence]:
    """A person's duties that fall due in a month, in order."""
    query = standing().filter_by(person_id=person_id)
    query = query.where(Occurrence.due.between(month.first(), month.last()))
    return list(db.session.scalars(query.order_by(Occurrence.due, Occurrence.id)))


def asked_for(person_id: int, day: date, most: int) -> list[Occurrence]:
    """A person's open duties that are asked for on a day, what is owed first in front."""
    values = {"person_id": person_id, "day": day, "most": most}
    return list(db.session.scalars(asked_of_one(), values))


@cache
def asked_of_one() -> Select[Any]:
    """SQL, written once as every inbox asks it: the first `most` duties of `person_id` that are asked for on
    a `day`."""
    person_id, most = (bindparam(name, type_=Integer) for name in ("person_id", "most"))
    mine = Occurrence.person_id == person_id, Occurrence.state == "open"
    query = standing().where(*mine, Occurrence.opens <= bindparam("day", type_=Date))
    return query.order_by(Occurrence.due, Occurrence.id).limit(most)


def sent_late(document: Document) -> bool:
    """Whether a document closed a duty at an instant that was too late; asked only where an hour is set."""
    if not any(has_hour(each) for each in watched() if each.duty.form == document.type):
        return False
    closed = select(Occurrence.id).filter_by(document_id=document.id, state="done")
    return db.session.scalar(closed.where(Occurrence.closed_at >= Occurrence.due_at).limit(1)) is not None


def still_owed(person_id: int) -> list[Occurrence]:
    """Everything that a person has not done yet, as far ahead as it is planned."""
    query = standing().filter_by(person_id=person_id, state="open")
    return list(db.session.scalars(query.order_by(Occurrence.due, Occurrence.id)))


def team_month(person_id: int, month: Month, moment: Moment) -> list[Tally]:
    """What each of those below owes in a month: one question."""
    is_open, late = Occurrence.state == "open", Occurrence.is_late(moment)
    counts = [
        func.count().filter(which)
        for which in (
            Occurrence.state == "done",
            Occurrence.state == "waived",
            is_open & late,
            is_open & ~late,
        )
    ]
    query = select(Person.id, Person.name, *counts).select_from(Occurrence)
    query = query.join(Person, Person.id == Occurrence.person_id).where(
        among(Occurrence.unit_id, led_by(person_id, moment.day)),
        Occurrence.person_id != person_id,
        Occurrence.due.between(month.first(), month.last()),
        Occurrence.state != "void",
    )
    rows: Iterable[Any] = db.session.execute(query.group_by(Person.id, Person.name).order_by(Person.number))
    return [Tally(*row) for row in rows]


def team_late(person_id: int, month: Month, moment: Moment) -> list[Occurrence]:
    """What those below are late with at a moment, the oldest first, at most a hundred."""
    query = standing().where(
        among(Occurrence.unit_id, led_by(person_id, moment.day)),
        Occurrence.person_id != person_id,
        Occurrence.state == "open",
        Occurrence.is_late(moment),
        Occurrence.due.between(month.first(), month.last()),
    )
    return list(db.session.scalars(query.order_by(Occurrence.due, Occurrence.id).limit(MOST_LATE)))


def unproved(form: DocumentType, person_id: int, day: date, since: date) -> list[Missing]:
    """The days since another one for which those whom a person inspects owe a record of a form."""
    keys = [each.key for each in watched() if (each.duty.form, each.duty.proof) == (form.code, "sent")]
    query = select(Person.id, Person.name, Occurrence.first_day).select_from(Occurrence)
    query = query.join(Person, Person.id == Occurrence.person_id).where(
        Occurrence.duty.in_(keys),
        among(Occurrence.unit_id, below(form, person_id, day)),
        Occurrence.person_id != person_id,
        Occurrence.state == "open",
        Occurrence.late <= day,
        Occurrence.first_day >= since,
    )
    return [Missing(*row) for row in db.session.execute(query.order_by(Occurrence.first_day))]


def seen_occurrence(occurrence_id: int, person_id: int, day: date) -> Occurrence | None:
    """A duty, if it is the person's own, or of somebody below him, or he reads everything."""
    mine = or_(
        Occurrence.person_id == person_id,
        among(Occurrence.unit_id, led_by(person_id, day)),
        reads_all(person_id, day).exists(),
    )
    found: Occurrence | None = db.session.scalar(standing().where(Occurrence.id == occurrence_id, mine))
    return found


def leads(occurrence: Occurrence, person_id: int, day: date) -> bool:
    """Whether a person heads the one who owes it: nobody releases himself."""
    headed = units_headed(person_id, day)
    query = select(headed.c.unit_id).where(headed.c.unit_id == occurrence.unit_id)
    return occurrence.person_id != person_id and db.session.scalar(query.limit(1)) is not None


def led_by(person_id: int, day: date) -> Select[int]:
    """SQL: the units that a person heads, and all below."""
    return select(units_headed(person_id, day).c.unit_id)


def standing() -> Select[Any]:
    """SQL: occurrences that were not called off, with who owes and who closed them."""
    query = select(Occurrence).options(joinedload(Occurrence.person), joinedload(Occurrence.closer))
    return query.where(Occurrence.state != "void")
