"""The tables of what the administrator changed about flows."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model


class FlowTurn(Model):
    """The turn to change a form's flow after one of its changes (0: none yet): taken once."""

    __tablename__ = "flow_turn"
    type: Mapped[str] = mapped_column(String(12), primary_key=True)
    after: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class FlowOverride(Model):
    """A step's setting from a day on, as JSON (null: as declared); of two for one day the later counts.
    Without a value it takes back what was entered for that day. Rows are never changed (triggers refuse
    it)."""

    __tablename__ = "flow_override"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(12), index=True)
    step: Mapped[str] = mapped_column(String(60))
    setting: Mapped[str] = mapped_column(String(12))
    value: Mapped[str | None] = mapped_column(Text)
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
