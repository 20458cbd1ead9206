"""The table of parameter changes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model


class ParameterTurn(Model):
    """The turn to change a parameter after one of its changes (0: none yet): taken once."""

    __tablename__ = "parameter_turn"
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    after: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class ParameterChange(Model):
    """A value from a day on, as JSON; of two for one day the later counts. Without a value it takes the
    change of that day back. An act "confirm" changes nothing: the value in force since that day, which was
    only assumed, stands. Rows are never changed (triggers refuse it)."""

    __tablename__ = "parameter_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    act: Mapped[str] = mapped_column(String(10), default="change", server_default="change")
    since: Mapped[date]
    value: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
