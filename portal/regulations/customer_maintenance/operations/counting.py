"""How many days each account manager wrote down, beside what was planned and visited."""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select

from portal.core.approval.hooks import on_reported
from portal.core.documents.models import Document
from portal.core.inspections.models import InspectedDocument
from portal.core.org.models import Holding, Post
from portal.core.org.queries import held_between
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.domain.visits.queries import planned_counts, visit_counts
from portal.extensions import db
from portal.regulations.customer_maintenance.documents import journal, journal_counts
from portal.regulations.customer_maintenance.rules import Written, owed_days, written_down


class Whose(NamedTuple):
    """A person in a unit: what he wrote elsewhere stands in a line of its own."""

    person_id: int
    unit_id: int


@on_reported(journal_counts)
def count_journals(asked: Asked) -> Reported:
    """§1(4): a count for each account manager whom the reader may see, and no judgement."""
    mine = or_(Holding.person_id == asked.audience.person_id, Post.unit_id.in_(asked.audience.units))
    asked = asked._replace(until=min(asked.until, asked.terms.day - timedelta(days=1)))
    held = held_between(journal.authors, asked.first, asked.until, mine)
    names = {Whose(h.person_id, h.unit_id): (h.name, h.unit) for h in held}
    told, planned = journals(asked), planned_counts(asked.first, asked.until)
    visited = visit_counts(asked.first, asked.until)
    rows = []
    for whose in sorted(names, key=lambda whose: (names[whose][::-1], whose)):
        spans = [(h.since, h.until) for h in held if Whose(h.person_id, h.unit_id) == whose]
        owed = owed_days(spans, asked.first, asked.until, asked.terms.calendar)
        made = visited.get(whose, {})
        days = written_down(told.get(whose, []), owed)
        rows.append((*names[whose], *days, planned.get(whose, 0), made.get(True, 0), made.get(False, 0)))
    return Reported(rows, asked.until, ("今天还在写，数到昨天；工作日按任职的日子算。",))


def journals(asked: Asked) -> dict[tuple[int, int], list[Written]]:
    """The journals of those whom the reader may see, each with whether somebody has inspected it."""
    inspected = InspectedDocument.document_id
    query = select(Document.author_id, Document.unit_id, Document.period, inspected.is_not(None))
    query = query.outerjoin(InspectedDocument, inspected == Document.id).where(
        Document.type == journal.code, Document.period.between(asked.first, asked.until), seen(asked)
    )
    found: dict[tuple[int, int], list[Written]] = {}
    for person_id, unit_id, day, looked_at in db.session.execute(query):
        found.setdefault(Whose(person_id, unit_id), []).append(Written(day, bool(looked_at)))
    return found


def seen(asked: Asked) -> ColumnElement[bool]:
    """SQL: the document is one of those whom the reader may see."""
    return or_(Document.author_id == asked.audience.person_id, Document.unit_id.in_(asked.audience.units))
