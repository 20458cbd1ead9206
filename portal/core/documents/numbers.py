"""Gap-free numbers: a serial is taken in the transaction that needs it, and lost with it."""

from sqlalchemy import select, update

from portal.core.documents.models import Serial, Series
from portal.extensions import db, insert_once


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
