"""The table of clocks."""

from datetime import datetime

import msgspec
from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.calendar import Extension, Pause, RunningClock
from portal.core.calendar.limits import Running
from portal.core.time_limit import TimeLimit
from portal.extensions import Instant, Model


class Clock(Model):
    """A limit that runs on a document, on one step of its route or one stage of its case; state: running,
    paused, stopped.

    `declared`, `limit`, `pauses` and `extensions` are JSON; `due_at` follows from them and from the working
    time of the unit, and is made anew when any of them changes. A paused clock is due at no instant.
    """

    __tablename__ = "clock"
    __table_args__ = (Index(None, "state", "due_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("route_step.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stage: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    declared: Mapped[str] = mapped_column(Text)
    limit: Mapped[str] = mapped_column(Text)
    pauses: Mapped[str] = mapped_column(Text)
    extensions: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    began_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    provisional: Mapped[bool]
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    escalated_at: Mapped[datetime | None] = mapped_column(Instant)
    stopped_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def running(self) -> RunningClock:
        """The clock as the calendar counts it."""
        limit: Running = msgspec.json.decode(self.limit, type=Running)
        pauses = msgspec.json.decode(self.pauses, type=tuple[Pause, ...])
        extensions = msgspec.json.decode(self.extensions, type=tuple[Extension, ...])
        return RunningClock(self.began_at, limit, pauses, extensions)

    @property
    def time_limit(self) -> TimeLimit:
        """What was declared when it began."""
        return msgspec.json.decode(self.declared, type=TimeLimit)

    def overdue(self, at: datetime) -> bool:
        """Whether it was due before an instant and nobody has stopped it."""
        return self.state == "running" and self.due_at is not None and self.due_at < at
