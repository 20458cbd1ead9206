"""What the portal noted of a case: who did what when, in the order of its audit; beside the log."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import or_, select

from portal.core.audit.models import AuditEvent, AuditPayload
from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import db
from tests.regulations.it_service.history.log import (
    ASSIGN,
    CLOSED,
    INSERT,
    RESOLVE,
    TAKE,
    WAIT,
    Event,
)
from tests.regulations.it_service.history.people import resolver, seat

NOTED = "case:noted"
KINDS = {
    INSERT: {"case:opened"},
    ASSIGN: {"document:submitted", NOTED},
    TAKE: {"task:approve", "route:transfer", NOTED},
    WAIT: {"clock:paused", NOTED},
    RESOLVE: {"task:approve", NOTED},
    CLOSED: {"case:moved to closed"},
}


class Trace(NamedTuple):
    """An event of the audit; of what was handed over, who got it."""

    kind: str
    number: str
    at: datetime


def of_case(case_id: int) -> list[Trace]:
    """What was noted of a case and its papers. Inside an app context."""
    papers = select(Document.id).where(or_(Document.id == case_id, Document.case_id == case_id))
    streams = [f"document:{number}" for number in db.session.scalars(papers)]
    query = select(AuditEvent, AuditPayload.payload)
    query = query.join(AuditPayload, AuditPayload.event_id == AuditEvent.id)
    rows = db.session.execute(query.where(AuditEvent.stream.in_(streams)).order_by(AuditEvent.id)).all()
    people = {person.id: person.number for person in db.session.scalars(select(Person))}
    return [trace(event, msgspec.json.decode(payload), people) for event, payload in rows]


def trace(event: AuditEvent, told: dict[str, object], people: dict[int, str]) -> Trace:
    """One event."""
    whom = told.get("people")
    number = whom[0] if event.event == "route:transfer" and isinstance(whom, list) else event.person_id
    to = " to closed" if told.get("stage_to") == "closed" else ""
    return Trace(f"{event.event}{to}", people.get(number or 0, ""), event.at)


def fits(trace: Trace, event: Event) -> bool:
    """Whether this is what became of a row."""
    same = trace.at == event.at and trace.number in (seat(event.resource), resolver(event.resource))
    return same and trace.kind in KINDS.get(event.activity, {NOTED})
