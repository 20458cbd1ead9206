"""Tables of notices: what was told, how it leaves the portal, what each person chose."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class Notice(Model):
    """Something one person was told, perhaps of a document; `key` makes it once, `address` is our path."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("key", "person_id"),
        Index(None, "person_id", "id"),
        Index(None, "person_id", "read_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(80))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)


class Delivery(Model):
    """A notice on its way out by one channel, alone or `together` with the person's others.

    State: wanted, sent, failed, dropped (read before it left, or nobody there to get it).
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("notice_id", "channel"), Index(None, "state", "channel", "next_at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"))
    channel: Mapped[str] = mapped_column(String(40))
    together: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    next_at: Mapped[datetime] = mapped_column(Instant)
    fault: Mapped[str] = mapped_column(String(300))
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class NoticeChoice(Model):
    """How a person wants a kind by a channel, where that is not how everybody gets it."""

    __tablename__ = "notice_choice"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    mode: Mapped[str] = mapped_column(String(10))


class MailAddress(Model):
    """Where a person gets mail; nobody else is shown the whole of it."""

    __tablename__ = "mail_address"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(120))
