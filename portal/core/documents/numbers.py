"""Gap-free numbers: a serial is taken in the transaction that needs it, and lost with it."""

from sqlalchemy import exists, func, select, update

from portal.core.audit.chain import record
from portal.core.documents.models import Serial, Series
from portal.core.instants import Moment
from portal.extensions import db, insert_once

MOST = 999_999


class SeriesBegun(ValueError):
    """The series has given a number already: its gap-free row cannot begin elsewhere any more."""


def take(series: str) -> int:
    """The next serial of a series, counted from 1; others wait until this transaction ends."""
    insert_once(Series, name=series, next=1)
    raised = update(Series).where(Series.name == series).values(next=Series.next + 1)
    db.session.execute(raised)
    serial = db.session.scalars(select(Series.next).where(Series.name == series)).one() - 1
    db.session.add(Serial(series=series, serial=serial, state="issued"))
    db.session.flush()
    return serial


def belong(series: str, serial: int, document_id: int) -> None:
    """Say which document bears the serial."""
    mine = (Serial.series == series, Serial.serial == serial)
    db.session.execute(update(Serial).where(*mine).values(document_id=document_id))


def bears(document_id: int, series: str) -> bool:
    """Whether a document's number comes from a series."""
    mine = exists().where(Serial.series == series, Serial.document_id == document_id)
    return bool(db.session.scalar(select(mine)))


def open_series(series: str, first: int, reason: str, person_id: int, moment: Moment) -> None:
    """Let a series begin where the paper left off; raises SeriesBegun once it has given a number."""
    insert_once(Series, name=series, next=1)
    row = db.session.scalars(select(Series).filter_by(name=series).with_for_update()).one()
    issued = select(func.count()).select_from(Serial).filter_by(series=series)
    if db.session.scalar(issued):
        raise SeriesBegun(series)
    row.next = first
    record(f"series:{series}", "series:opened", person_id, moment.at, first=first, reason=reason)
