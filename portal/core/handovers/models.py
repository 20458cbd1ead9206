"""Tables of handovers: the act with its sheet as it was, and who confirmed it; rows are never changed
(triggers refuse it)."""

from datetime import date, datetime

import msgspec
from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.core.sheet import SheetView
from portal.extensions import Instant, Model

LONGEST_REASON = 100
SCOPES = {"leaving": "离职", "moving": "调岗"}
SIDES = {"giver": "移交人", "taker": "接收人", "witness": "监交人"}


class Handover(Model):
    """One act: what a person had is a successor's from a day on. `view` is the sheet as JSON; `code` is the
    signature of whoever let it happen. A page's `key` is spent once."""

    __tablename__ = "handover"
    __table_args__ = (
        UniqueConstraint("person_id", "day"),
        UniqueConstraint("by_id", "key"),
        Index(None, "successor_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    successor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    scope: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    key: Mapped[str] = mapped_column(String(60))
    view: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    successor: Mapped[Person] = relationship(foreign_keys=successor_id)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
    confirmations: Mapped[list["HandoverConfirmation"]] = relationship(viewonly=True)

    @property
    def sheet(self) -> SheetView:
        """The sheet as it was made."""
        return msgspec.json.decode(self.view, type=SheetView)

    def side_of(self, person_id: int) -> str:
        """Which side of it somebody confirms; "" for everybody else."""
        return {self.successor_id: "taker", self.person_id: "giver"}.get(person_id, "")


class HandoverConfirmation(Model):
    """One of the two (SIDES) has confirmed the sheet; once."""

    __tablename__ = "handover_confirmation"
    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
