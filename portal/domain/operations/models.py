"""Tables of IT operations; each row stands beside the case or the paper that says so."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model

# --- incidents and faults ---


class Incident(Model):
    """A case: what does not work, for whom, and how far it is.

    `symptom` is what was reported, `part` where that belongs (a layer, one of five parts), `thing` what is
    concerned, in words; `level` is its priority or fault level, empty until somebody said it. `responded_at`
    is the resolver's first act, `restored_at` when it worked again, `confirmed_at` when the reporter said so
    (or his time was over); `closed` the day on which it was closed last.
    """

    __tablename__ = "incident"
    __table_args__ = (
        Index(None, "regulation", "reported_at"),
        Index(None, "reporter_id", "reported_at"),
        Index(None, "resolver_id", "closed"),
        Index(None, "closed", "level"),
    )
    case_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    regulation: Mapped[str] = mapped_column(String(8))
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    symptom: Mapped[str] = mapped_column(String(120))
    part: Mapped[str] = mapped_column(String(20))
    thing: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(10))
    resolver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    responded_at: Mapped[datetime | None] = mapped_column(Instant)
    restored_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed: Mapped[date | None]
    problem_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(foreign_keys=case_id)
    reporter: Mapped[Person] = relationship(foreign_keys=reporter_id)
    resolver: Mapped[Person | None] = relationship(foreign_keys=resolver_id)
