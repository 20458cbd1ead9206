"""Tables of inspections."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model


class Inspection(Model):
    """One act: somebody has read what an author wrote in the week that begins on `monday`."""

    __tablename__ = "inspection"
    __table_args__ = (Index(None, "author_id", "type", "monday"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    monday: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[str] = mapped_column(String(60))
    remark: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class InspectedDocument(Model):
    """A record that was read; once."""

    __tablename__ = "inspected_document"
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    inspection: Mapped[Inspection] = relationship()
