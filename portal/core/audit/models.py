"""The audit tables: database triggers refuse to change or delete a row of any."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class AuditEvent(Model):
    """One event of a stream ("document:7"); `digest` covers the previous digest and the salted payload's."""

    __tablename__ = "audit_event"
    __table_args__ = (UniqueConstraint("stream", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    event: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    payload_digest: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class AuditPayload(Model):
    """What happened, as JSON; apart from the event so that personal data can be destroyed by a listed act."""

    __tablename__ = "audit_payload"
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    payload: Mapped[str] = mapped_column(Text)


class DailySeal(Model):
    """A day of the company's zone: `count` events, those behind the seal before up to `last_id`, and the
    SHA-256 (hex) over that seal and all of them."""

    __tablename__ = "daily_seal"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    last_id: Mapped[int]  # no foreign key: nothing may have happened yet, and a cut event must be told
    count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime] = mapped_column(Instant)
