"""Readings: what was read of systems; one outside its limits waits until somebody opens a fault for it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.domain.operations.models import Reading
from portal.extensions import db

MOST = 20


class Read(NamedTuple):
    """One line of a paper: its key, what was read, and whether that lies outside its limits."""

    key: str
    part: str
    item: str
    value: str
    limits: str
    outside: bool
    read_at: datetime


def post_readings(paper: Document, regulation: str, lines: Iterable[Read]) -> None:
    """Enter what a paper says; said again it counts as it is now, and a fault opened for it stays."""
    known = {row.key: row for row in db.session.scalars(select(Reading).filter_by(document_id=paper.id))}
    found = list(lines)
    for line in found:
        row = known.get(line.key) or Reading(document_id=paper.id, regulation=regulation)
        for name, value in line._asdict().items():
            setattr(row, name, value)
        db.session.add(row)
    gone = [row.id for key, row in known.items() if key not in {line.key for line in found}]
    db.session.execute(delete(Reading).where(Reading.id.in_(gone), Reading.fault_id.is_(None)))
    db.session.flush()


def waiting(person_id: int, day: date) -> Select[Any]:
    """SQL: the readings outside their limits for which nobody opened a fault, as far as a person may see
    them, the newest first."""
    query = select(Reading).join(Reading.document).options(contains_eager(Reading.document))
    query = query.where(Reading.outside, Reading.fault_id.is_(None))
    query = query.where(Document.status.in_((*ON_ITS_WAY, *IN_FORCE)))
    return query.where(may_see(person_id, day)).order_by(Reading.id.desc())


def open_for(reading_id: int, case_id: int) -> bool:
    """Note which fault was opened for a reading; whether none was before."""
    row = db.session.get_one(Reading, reading_id)
    if row.fault_id and row.fault_id != case_id:
        return False
    row.fault_id = case_id
    db.session.flush()
    return True


def told(reading: Reading) -> str:
    """A reading in words."""
    limits = f"，范围 {reading.limits}" if reading.limits else ""
    return f"{reading.item} {reading.value}{limits}"
