"""Tables of approval: editions, stored routes, tasks, decisions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.org.models import Person
from portal.extensions import Instant, Model

KINDS = {"approve": "同意", "return": "退回", "reject": "驳回"}


class FlowEdition(Model):
    """A flow's data as it was when a document took it; the key is its hash."""

    __tablename__ = "flow_edition"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    type: Mapped[str] = mapped_column(String(12))
    steps: Mapped[str] = mapped_column(Text)


class RouteStep(Model):
    """One step that a document really takes; state: waiting, open, held, done, skipped, cancelled."""

    __tablename__ = "route_step"
    __table_args__ = (UniqueConstraint("document_id", "round", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    round: Mapped[int]
    position: Mapped[int]
    edition: Mapped[str] = mapped_column(ForeignKey("flow_edition.digest"))
    state: Mapped[str] = mapped_column(String(12), index=True)
    trace: Mapped[str] = mapped_column(Text)
    flow: Mapped[FlowEdition] = relationship()


class Task(Model):
    """One person's turn: to decide a step, or (no step) to revise what came back; open, done or closed."""

    __tablename__ = "task"
    __table_args__ = (Index(None, "person_id", "state", "opened_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    step_id: Mapped[int | None] = mapped_column(ForeignKey("route_step.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(12))
    clause: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(80))
    post: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    document: Mapped[Document] = relationship()
    step: Mapped[RouteStep | None] = relationship()
    person: Mapped[Person] = relationship()


class Decision(Model):
    """What somebody decided, on which snapshot, in which words; one for each task, never changed."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("route_step.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    kind: Mapped[str] = mapped_column(String(12))
    opinion: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship()
    step: Mapped[RouteStep] = relationship()
