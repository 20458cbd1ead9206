"""The tables of duties that came round, of their feeds, and of approved leave."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.period import Period
from portal.extensions import Instant, Model

ONCE = "paper:"  # how the names of duties begin to bring a paper back, which arise once, not by a rhythm
RETURN = "收回签字件"
STATES = {
    "coming": "未到时间",
    "due": "该做了",
    "late": "逾期",
    "done": "已完成",
    "behind": "迟交",
    "waived": "已免除",
    "void": "不再需要",
}


class Occurrence(Model):
    """A duty as a person owes it for one period; each comes round once.

    State: open, done, waived (leave, or a head with a reason), void (the day is no working day after all, or
    the post is another's). What an open one is called depends on the moment: coming, due, late. `due_at` is
    the first instant that is too late, where an hour is set; without it, one is late from the day `late` on.
    What arose once, not by a rhythm, says what it is `about`.
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
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(String(160), default="", server_default="")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    closer: Mapped[Person | None] = relationship(foreign_keys=[closed_by])

    @property
    def period(self) -> Period:
        """The days it is owed for."""
        return Period(self.first_day, self.last_day)

    @classmethod
    def is_late(cls, moment: Moment) -> ColumnElement[bool]:
        """SQL: whether it is late at a moment, if it is still open."""
        return func.coalesce(cls.due_at <= moment.at, cls.late <= moment.day)

    def state_at(self, moment: Moment) -> str:
        """What it is called at a moment: a key of STATES."""
        if self.state == "done" and self.due_at and self.closed_at and self.closed_at >= self.due_at:
            return "behind"
        if self.state != "open":
            return self.state
        late = moment.at >= self.due_at if self.due_at else moment.day >= self.late
        return "late" if late else "coming" if moment.day < self.opens else "due"


def called(duty: str, about: str) -> str:
    """What a duty that arose once is called: what it is about says what is to be done, but for papers."""
    return f"{RETURN} {about}" if duty.startswith(ONCE) else about


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
