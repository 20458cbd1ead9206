"""The table of shifts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model


class Shift(Model):
    """Somebody on duty on a unit's line, from an instant until another; one that was taken off counts no
    more. Shifts of one line may overlap."""

    __tablename__ = "roster_shift"
    __table_args__ = (Index(None, "line", "unit_id", "begins"), Index(None, "person_id", "begins"))
    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    begins: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
