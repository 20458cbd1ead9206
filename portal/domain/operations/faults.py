"""Faults: incidents that have a level from the first; only their papers do it."""

from datetime import datetime
from typing import NamedTuple

from portal.core.documents.models import Document
from portal.domain.operations.models import Incident
from portal.extensions import db, hold


class FaultFound(NamedTuple):
    """What was taken down of a fault."""

    regulation: str
    symptom: str
    part: str
    thing: str
    level: str
    began: datetime


def register_fault(case: Document, found: FaultFound) -> None:
    """Enter a fault into the register; whoever found it works on it."""
    row = Incident(
        case_id=case.id, regulation=found.regulation, reporter_id=case.author_id, symptom=found.symptom,
        part=found.part, thing=found.thing, level=found.level, resolver_id=case.author_id,
        reported_at=found.began, responded_at=case.submitted_at,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()


def report_fault(case_id: int, level: str, restored: datetime) -> None:
    """Note what the report says of it."""
    row = hold(Incident, case_id=case_id)
    assert row is not None  # noqa: S101 - made with its case
    row.level, row.restored_at = level, restored
    db.session.flush()
