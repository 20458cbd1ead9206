"""The table of what happened in cases; rows are never changed (triggers refuse it)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model


class CaseEvent(Model):
    """One entry in a case's file: `kind` is opened, filed, noted, moved or reopened (case.py).

    `note` names the kind of note, `stage_from` and `stage_to` where a move led, `paper_id` the paper that was
    filed. A case's stage is the `stage_to` of its newest entry that has one.
    """

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "position"), Index(None, "paper_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(20))
    stage_from: Mapped[str] = mapped_column(String(20))
    stage_to: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Instant)
    code: Mapped[str] = mapped_column(String(10))
    person: Mapped[Person] = relationship()
    paper: Mapped[Document | None] = relationship(foreign_keys=[paper_id])
