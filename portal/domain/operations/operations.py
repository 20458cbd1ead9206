"""What happens to an incident; only its papers do it, each in the transaction of its own act."""

from datetime import date, datetime
from typing import NamedTuple

from portal.core.documents.models import Document
from portal.domain.operations.models import Incident
from portal.extensions import db, hold


class Reported(NamedTuple):
    """What was reported, by whom, where it belongs."""

    regulation: str
    reporter_id: int
    symptom: str
    thing: str
    part: str = ""


class Classified(NamedTuple):
    """What whoever classified it says: where it belongs, its level, who resolves it."""

    symptom: str
    thing: str
    part: str
    level: str
    resolver_id: int | None


def register(case: Document, told: Reported) -> Incident:
    """Enter an incident into the register."""
    row = Incident(case_id=case.id, level="", solution="", reported_at=case.submitted_at, **told._asdict())
    db.session.add(row)
    db.session.flush()
    return row


def classify(case_id: int, told: Classified) -> Incident:
    """Note what is found of it."""
    incident = held(case_id)
    for name, value in told._asdict().items():
        setattr(incident, name, value)
    return incident


def take_over(case_id: int, person_id: int) -> None:
    """Whoever acts on it resolves it: it may have been handed over to him."""
    held(case_id).resolver_id = person_id
    db.session.flush()


def respond(case_id: int, at: datetime) -> bool:
    """Note the resolver's first act; whether it is the first."""
    incident = held(case_id)
    first = incident.responded_at is None
    incident.responded_at = incident.responded_at or at
    return first


def restore(case_id: int, solution: str, at: datetime) -> None:
    """It works again."""
    incident = held(case_id)
    incident.restored_at, incident.solution = at, solution


def break_again(case_id: int) -> None:
    """It does not, says its reporter."""
    incident = held(case_id)
    incident.restored_at = incident.confirmed_at = None


def confirm(case_id: int, at: datetime) -> None:
    """Its reporter says so too, or his time is over."""
    held(case_id).confirmed_at = at


def close(case_id: int, day: date) -> None:
    """Note on which day it was closed."""
    held(case_id).closed = day


def held(case_id: int) -> Incident:
    """An incident, locked."""
    incident = hold(Incident, case_id=case_id)
    assert incident is not None  # noqa: S101 - made with its case
    return incident
