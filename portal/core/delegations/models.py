"""The table of delegations; a delegation moves nothing, whoever acts is asked for his right when he acts."""

from datetime import datetime

import msgspec
from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.extensions import Instant, Model

LONGEST_REASON = 100


class Delegation(Model):
    """`delegate` acts for `person` in [since, until), unless it ended early; on some forms, or on all."""

    __tablename__ = "delegation"
    __table_args__ = (Index(None, "person_id", "until"), Index(None, "delegate_id", "until"))
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    delegate_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)
    forms: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    delegate: Mapped[Person] = relationship(foreign_keys=delegate_id)
    creator: Mapped[Person] = relationship(foreign_keys=created_by)

    @property
    def scope(self) -> tuple[str, ...]:
        """The codes of the forms that it covers; none: every form."""
        return msgspec.json.decode(self.forms, type=tuple[str, ...])

    def state_at(self, at: datetime) -> str:
        """One of STATES."""
        if self.ended_at:
            return "revoked"
        if at < self.since:
            return "coming"
        return "active" if at < self.until else "over"


STATES = {"coming": "未开始", "active": "进行中", "over": "已结束", "revoked": "已收回"}
