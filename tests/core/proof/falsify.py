"""A filled company whose days are sealed, and ways past the guards to falsify it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import Executable, Table, insert, select, text

from portal.core.audit.chain import START, chained, sealed
from portal.core.audit.models import AuditEvent, AuditPayload, DailySeal
from portal.core.audit.seals import seal_days
from portal.core.documents.models import Snapshot
from portal.core.proof.fault import Fault
from portal.core.web.context import now, zone
from portal.extensions import db, writing
from portal.soundness import faults

GUARDED = (AuditEvent, AuditPayload, DailySeal, Snapshot)


def seal(app: Flask, days: int = 1) -> None:
    """Seal every day until so many days from now."""
    with app.app_context():
        seal_days(now() + timedelta(days=days), zone())


def seals(app: Flask) -> list[DailySeal]:
    with app.app_context():
        return list(db.session.scalars(select(DailySeal).order_by(DailySeal.day)))


def found(app: Flask, harmless: bool = False) -> list[str]:
    """What is told, in sentences."""
    with app.app_context():
        return [str(fault) for fault in listed() if fault.harmless is harmless]


def listed() -> list[Fault]:
    return list(faults())


@contextmanager
def unguarded(app: Flask) -> Iterator[None]:
    """A writing transaction in a database without its triggers and foreign keys."""
    with app.app_context(), writing() as session:
        postgresql = db.engine.dialect.name == "postgresql"
        for table in (model.__tablename__ for model in GUARDED):
            for act in ("update", "delete"):
                on = f" ON {table}" if postgresql else ""
                session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}"))
        yield


def falsify(app: Flask, *damages: Executable) -> None:
    """Do each damage; every one must have met a row."""
    with unguarded(app):
        for damage in damages:
            assert db.session.execute(damage).rowcount > 0


def forged(stream: str, event: str, payload: str = "{}", **given: object) -> int:
    """Append a chained event to a stream, as the portal would; inside a writing transaction."""
    table: Table = AuditEvent.__table__
    last = db.session.execute(
        select(table).where(table.c.stream == stream).order_by(table.c.position.desc()).limit(1)
    ).first()
    position, previous = (last.position + 1, last.digest) if last else (1, START)
    at, salted = given.pop("at", now()), sealed("s", payload)
    told = (stream, position, event, None, at)
    row = {"stream": stream, "position": position, "event": event, "at": at, "payload_digest": salted}
    chosen = row | {"digest": chained(previous, *told, salted)} | given
    number = db.session.execute(insert(AuditEvent).values(**chosen).returning(AuditEvent.id)).scalar_one()
    db.session.execute(insert(AuditPayload).values(event_id=number, salt="s", payload=payload))
    return number
