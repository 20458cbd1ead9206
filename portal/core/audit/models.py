"""The audit tables: database triggers refuse to change or delete a row of either."""

from datetime import datetime

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
