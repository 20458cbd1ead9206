"""The register of incidents, as counts read it: three questions, however many incidents there are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Select, or_, select

from portal.core.calendar import Pause
from portal.core.calendar.hours import worked
from portal.core.case import CLOSED
from portal.core.clocks.models import Clock
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import IN_FORCE, Document
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.domain.operations.limits import REPAIR, RESPONSE
from portal.domain.operations.models import Incident
from portal.domain.operations.statistics import Entry, Promise, Window, marked
from portal.extensions import db

MOST = 10_000
AT_ONCE, UNNAMED = "服务台", "还没有指派"


class Span(NamedTuple):
    """The incidents of one regulation that a count over a window needs.

    Handled again is one that came back to the stage `handling` from one of `after`; of the same name counts
    what was reported `alike` before. `seen` is SQL: which papers whoever asks may see.
    """

    regulation: str
    over: Window
    handling: str
    after: tuple[str, ...]
    alike: timedelta
    seen: tuple[ColumnElement[bool], ...] = ()
    most: int = MOST


class Counted(NamedTuple):
    """The incidents, the oldest first, and whether older ones were left out."""

    entries: list[Entry]
    cut: bool


def counted(span: Span, terms: Terms) -> Counted:
    """The incidents that were reported, or not closed, in the window; the newest of too many."""
    rows = list(db.session.execute(found(span)).all())
    kept = rows[: span.most]
    clocks, back = promises(span), returned(span)
    entries = [entry(row, clocks.get(row.case_id, {}), back.get(row.case_id, ()), terms) for row in kept]
    return Counted(marked(entries, span.alike), len(rows) > span.most)


def found(span: Span) -> Select[*tuple[Any, ...]]:
    """SQL: the incidents with who resolves them, the newest first."""
    row = Incident
    query = select(
        row.case_id, row.level, row.part, row.thing, row.reported_at, row.restored_at, row.closed,
        row.resolver_id, Document.stage, Person.name, Person.number,
    )  # fmt: skip
    query = query.join(row.document).outerjoin(row.resolver).where(*needed(span))
    return query.order_by(row.reported_at.desc(), row.case_id.desc()).limit(span.most + 1)


def needed(span: Span) -> tuple[ColumnElement[bool], ...]:
    """SQL: reported before the window ends, and not closed before it begins; of the closed ones also those
    that a newer one may repeat."""
    row, over = Incident, span.over
    still = or_(row.closed.is_(None), row.closed >= over.first, Document.stage != CLOSED)
    known = or_(still, row.reported_at >= over.begins - span.alike)
    of_it = (row.regulation == span.regulation, row.reported_at < over.ends)
    return (*of_it, Document.status.in_(IN_FORCE), known, *span.seen)


def promises(span: Span) -> dict[int, dict[str, Any]]:
    """By case, the newest clock of each name."""
    row = Clock
    query = select(
        row.document_id, row.name, row.began_at, row.due_at, row.stopped_at, row.pauses, row.unit_id
    )
    query = query.join(Incident, Incident.case_id == row.document_id).join(Incident.document)
    query = query.where(row.name.in_((RESPONSE, REPAIR)), *needed(span))
    clocks: dict[int, dict[str, Any]] = defaultdict(dict)
    for clock in db.session.execute(query.order_by(row.id)):
        clocks[clock.document_id][clock.name] = clock
    return clocks


def returned(span: Span) -> dict[int, tuple[datetime, ...]]:
    """By case, when it was handled again after it had worked."""
    row = CaseEvent
    query = select(row.case_id, row.at).join(Incident, Incident.case_id == row.case_id)
    query = query.join(Incident.document).where(row.stage_to == span.handling, *needed(span))
    back: dict[int, tuple[datetime, ...]] = {}
    for case_id, at in db.session.execute(query.where(row.stage_from.in_(span.after)).order_by(row.id)):
        back[case_id] = (*back.get(case_id, ()), at)
    return back


def entry(row: Any, clocks: dict[str, Any], back: Collection[datetime], terms: Terms) -> Entry:
    """An incident as it is counted."""
    repair = clocks.get(REPAIR)
    return Entry(
        row.case_id, row.level, row.part,
        f"{row.name} {row.number}" if row.resolver_id else AT_ONCE if row.level else UNNAMED,
        row.thing, row.reported_at, row.restored_at,
        row.closed if row.stage == CLOSED else None,
        promise(clocks.get(RESPONSE)), promise(repair), tuple(back),
        took(repair, terms) if row.restored_at and repair else None,
    )  # fmt: skip


def promise(clock: Any) -> Promise:
    """A limit by its clock."""
    return Promise(clock.due_at, clock.stopped_at) if clock else Promise()


def took(clock: Any, terms: Terms) -> timedelta | None:
    """How much of a limit had run when it was met, without the pauses."""
    if clock.stopped_at is None:
        return None
    pauses = msgspec.json.decode(clock.pauses, type=tuple[Pause, ...])
    return worked(terms.of_unit(clock.unit_id).working_time, clock.began_at, clock.stopped_at, pauses)
