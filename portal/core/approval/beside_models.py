"""Tables beside the route: who was asked to hurry, and to whom a document was passed on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model

LONGEST_WORDS = 100


class Urge(Model):
    """Somebody asked whoever has a task to hurry."""

    __tablename__ = "urge"
    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Copy(Model):
    """A document passed on to somebody who is to know of it, once: by a person, with a few words, or (nobody)
    because its form declares that. He reads it and comments; it asks nothing of him."""

    __tablename__ = "copy"
    __table_args__ = (
        UniqueConstraint("document_id", "person_id"),
        Index(None, "person_id", "id"),
        Index(None, "person_id", "read_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    by: Mapped[Person | None] = relationship(foreign_keys=by_id)
