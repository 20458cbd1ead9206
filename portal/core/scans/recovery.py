"""纸质回收率: of the originals that were handed out, how many came back signed; and which are out longest."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, Document
from portal.core.org.models import Person
from portal.core.printing.models import PrintedCopy
from portal.core.report import Months, Question
from portal.core.scans.out import is_back
from portal.core.web.context import zone
from portal.extensions import db

MOST_ROWS = 100
MOST_OUT = 50
GROUPS: Mapping[str, tuple[Any, ...]] = {
    "unit": (Document.unit_id,),
    "form": (Document.type,),
    "person": (Person.number, Person.name),
}


class Returned(NamedTuple):
    """How many originals were handed out, came back, and are out past their day."""

    handed_out: int
    back: int
    late: int

    @property
    def rate(self) -> float:
        """The share that came back."""
        return self.back / self.handed_out


class Recovered(NamedTuple):
    """Each group with its count, the worst share first; how many groups there are; all of them together."""

    rows: list[tuple[tuple[Any, ...], Returned]]
    groups: int
    together: Returned | None


def recovered(person_id: int, question: Question, day: date) -> Recovered:
    """What came back of the originals handed out in some months, of papers that a person may see."""
    key = GROUPS[question.by]
    back, late = func.count().filter(is_back()), func.count().filter(~is_back(), PrintedCopy.back_by < day)
    counts = func.count(), back, late
    whole = (func.count().over(), *(func.sum(count).over() for count in counts))
    query: Any = select(*key, *counts, *whole).select_from(PrintedCopy).join(Person)
    query = narrowed(query.join(Document, Document.id == PrintedCopy.document_id), person_id, question, day)
    query = query.group_by(*key).order_by((back * 1.0 / func.count()), *key).limit(MOST_ROWS)
    rows = db.session.execute(query).all()
    found = [(tuple(row[: len(key)]), Returned(*row[len(key) : len(key) + 3])) for row in rows]
    return (
        Recovered(found, rows[0][-4], Returned(*map(int, rows[0][-3:]))) if rows else Recovered([], 0, None)
    )


def narrowed(query: Select[Any], person_id: int, question: Question, day: date) -> Select[Any]:
    """SQL: only the originals that are asked for."""
    first, after = instants(question.months)
    query = query.where(
        PrintedCopy.original, PrintedCopy.back_by.is_not(None), PrintedCopy.at >= first,
        PrintedCopy.at < after, Document.status.in_(IN_FORCE), may_see(person_id, day),
    )  # fmt: skip
    query = query.where(Document.type == question.form) if question.form else query
    return query.where(Document.unit_id == question.unit_id) if question.unit_id else query


def instants(months: Months) -> tuple[datetime, datetime]:
    """When months begin, and when they are over."""
    return beginning(months.first.first()), beginning(months.last.after().first())


def beginning(day: date) -> datetime:
    """The instant at which a day begins."""
    return datetime.combine(day, time(), zone()).astimezone(UTC)


def out_longest(person_id: int, day: date) -> list[tuple[PrintedCopy, Document]]:
    """The originals that a person may see and that are out past their day, the longest first."""
    query = select(PrintedCopy, Document).join(Document, Document.id == PrintedCopy.document_id)
    query = query.where(
        PrintedCopy.original, PrintedCopy.back_by < day, ~is_back(), Document.status.in_(IN_FORCE),
        may_see(person_id, day),
    )  # fmt: skip
    query = query.options(joinedload(PrintedCopy.person)).order_by(PrintedCopy.back_by, PrintedCopy.id)
    return [(copy, document) for copy, document in db.session.execute(query.limit(MOST_OUT))]
