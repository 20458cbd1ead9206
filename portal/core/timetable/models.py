"""The table of what was entered about the calendar."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model

LONGEST_REASON = 40


class CalendarTurn(Model):
    """The turn to enter something after one of the entries (0: none yet): taken once."""

    __tablename__ = "calendar_turn"
    after: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CalendarEntry(Model):
    """A year's notice, a single day, or the hours from a day on, as JSON; of the company, or of a unit and
    those below. `text` is the notice as it was pasted. Rows are never changed (triggers refuse it); of two
    about the same the later counts, and one without a value takes the earlier ones back."""

    __tablename__ = "calendar_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date]
    value: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
