"""The tables of duties that came round, of their feeds, and of approved leave."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.org.models import Person
from portal.core.period import Period
from portal.extensions import Instant, Model

STATES = {
    "coming": "未到时间",
    "due": "该做了",
    "late": "逾期",
    "done": "已完成",
    "waived": "已免除",
    "void": "不再需要",
}


class Occurrence(Model):
    """A duty as a person owes it for one period; each comes round once.

    State: open, done, waived (leave, or a head with a reason), void (the day is no working day after all, or
    the post is another's). What an open one is called depends on the day: coming, due, late.
    """

    __tablename__ = "duty_occurrence"
    __table_args__ = (
        UniqueConstraint("duty", "person_id", "first_day"),
        Index(None, "person_id", "due"),
        Index(None, "unit_id", "due"),
        Index(None, "state", "due"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    opens: Mapped[date]
    due: Mapped[date]
    late: Mapped[date]
    provisional: Mapped[bool]
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    closer: Mapped[Person | None] = relationship(foreign_keys=[closed_by])

    @property
    def period(self) -> Period:
        """The days it is owed for."""
        return Period(self.first_day, self.last_day)

    def state_on(self, day: date) -> str:
        """What it is called on a day: a key of STATES."""
        if self.state != "open":
            return self.state
        return "coming" if day < self.opens else "due" if day < self.late else "late"


class Absence(Model):
    """Approved leave, from one instant until another."""

    __tablename__ = "absence"
    __table_args__ = (Index(None, "person_id", "since"),)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)


class Feed(Model):
    """A private address of a person's calendar feed, by the digest of its token; ended when revoked."""

    __tablename__ = "duty_feed"
    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
