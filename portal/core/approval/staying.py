"""How long papers stayed with people, and which lie there longest now: what of it a person may see."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.approval.models import RouteStep, Task
from portal.core.approval.stays import Stay
from portal.core.approval.visibility import may_see
from portal.core.documents.models import Document
from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.queries import in_force, units_headed
from portal.core.report import Question
from portal.extensions import db

MOST_ROWS = 100
MOST_OPEN = 20
GROUPS: Mapping[str, tuple[Any, ...]] = {
    "person": (Person.number, Person.name),
    "unit": (Stay.unit_id,),
    "step": (Stay.type, Stay.step),
    "month": (Stay.month,),
}


class Reader(NamedTuple):
    """Who asks, on which day, and whether he may see everybody's."""

    person_id: int
    day: date
    all: bool


class Count(NamedTuple):
    """How many papers were decided, and how many working minutes they had lain there in all."""

    papers: int
    minutes: int

    @property
    def average(self) -> float:
        """How many minutes one lay there."""
        return self.minutes / self.papers


class Counted(NamedTuple):
    """The longest on average first (months in order): each group with its count; how many groups there are
    and their count together, also of those that are left out."""

    rows: list[tuple[tuple[Any, ...], Count]]
    groups: int
    together: Count | None


def counted(reader: Reader, question: Question) -> Counted:
    """What a person may see of how long papers stayed: one question."""
    key, papers, minutes = GROUPS[question.by], func.sum(Stay.papers), func.sum(Stay.minutes)
    whole = [func.count().over(), func.sum(papers).over(), func.sum(minutes).over()]
    first, last = question.months.first.first(), question.months.last.first()
    query = select(*key, papers, minutes, *whole).join(Person, Person.id == Stay.person_id)
    query = query.where(Stay.month.between(first, last), seen(reader, Stay.person_id, Stay.unit_id))
    query = narrowed(query, question, Stay).group_by(*key).having(papers > 0)
    order = () if question.by == "month" else ((minutes * 1.0 / papers).desc(),)
    rows = db.session.execute(query.order_by(*order, *key).limit(MOST_ROWS)).all()
    found = [(tuple(row[: len(key)]), count_of(*row[len(key) :][:2])) for row in rows]
    return Counted(found, rows[0][-3], count_of(*rows[0][-2:])) if rows else Counted([], 0, None)


def count_of(papers: int, minutes: int) -> Count:
    """A count, never below zero: the calendar may change before a decision is taken back."""
    return Count(int(papers), max(0, int(minutes)))


def units_counted(reader: Reader) -> dict[int, str]:
    """The units of whose papers a person may see something, by the newest of their names."""
    counted_ones = select(Stay.unit_id).where(seen(reader, Stay.person_id, Stay.unit_id))
    named = select(UnitPlace.unit_id, UnitPlace.name).where(UnitPlace.since <= reader.day)
    rows = db.session.execute(named.where(UnitPlace.unit_id.in_(counted_ones)).order_by(UnitPlace.since))
    return {unit_id: name for unit_id, name in rows}


def open_longest(reader: Reader, question: Question) -> list[Task]:
    """The steps that lie on somebody's desk now, the longest first, of papers that the reader may open."""
    query = (
        select(Task)
        .join(Task.document)
        .where(
            Task.state == "open",
            Task.step_id.is_not(None),
            seen(reader, Task.person_id, Document.unit_id),
            may_see(reader.person_id, reader.day),
        )
    )
    around = (
        contains_eager(Task.document),
        joinedload(Task.person),
        joinedload(Task.step).joinedload(RouteStep.flow),
    )
    query = narrowed(query, question, Document).options(*around)
    return list(db.session.scalars(query.order_by(Task.opened_at, Task.id).limit(MOST_OPEN)))


def narrowed(query: Select[Any], question: Question, of: Any) -> Select[Any]:
    """SQL: only the form and the unit that are asked for."""
    query = query.where(of.type == question.form) if question.form else query
    return query.where(of.unit_id == question.unit_id) if question.unit_id else query


def seen(reader: Reader, person: Any, unit: Any) -> ColumnElement[bool]:
    """SQL: the reader's own, what lay with people of the units below him, and papers of those units."""
    if reader.all:
        return true()
    headed = select(units_headed(reader.person_id, reader.day, "led").c.unit_id)
    below = select(Holding.person_id).join(Holding.post).join(Holding.person)
    below = below.where(Post.unit_id.in_(headed), *in_force(reader.day))
    return or_(person == reader.person_id, unit.in_(headed), person.in_(below))
