"""Tables of approval: editions, stored routes, panels, tasks, decisions, other acts on the way."""

from datetime import datetime

import msgspec
from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, exists
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from portal.core.documents.models import Document
from portal.core.flow import Mode, Step
from portal.core.org.models import Person
from portal.extensions import Instant, Model

KINDS = {"approve": "同意", "return": "退回", "reject": "驳回", "against": "反对", "advise": "回复"}
VOID_KINDS = {"approve": "同意作废", "reject": "不同意作废"}
ACTS = {
    "transfer": "转办",
    "ask": "委派",
    "before": "前加签",
    "beside": "并加签",
    "after": "后加签",
    "drop": "减签",
    "withdraw": "撤回",
    "take_back": "取回",
    "abandon": "作废",
    "terminate": "终止",
    "void": "申请作废",
    "fall": "登记后失效",
    "move": "换版本",
    "handover": "交接",
}
SIDES = {
    "main": "",
    "before": "前加签",
    "beside": "并加签",
    "after": "后加签",
    "over": "超时升级",
    "ask": "委派",
}


class FlowEdition(Model):
    """A flow's data as it was when a document took it; the key is its hash."""

    __tablename__ = "flow_edition"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    type: Mapped[str] = mapped_column(String(12))
    steps: Mapped[str] = mapped_column(Text)


class RouteStep(Model):
    """One step that a document really takes; state: waiting, open, held, paused, done, skipped, cancelled.

    A paused one waits for the author, who corrects the paper and comes straight back to it. The `purpose` of
    a round is to approve the document, or to void one that was.
    """

    __tablename__ = "route_step"
    __table_args__ = (UniqueConstraint("document_id", "round", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    round: Mapped[int]
    position: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(10), default="approve")
    edition: Mapped[str] = mapped_column(ForeignKey("flow_edition.digest"))
    state: Mapped[str] = mapped_column(String(12), index=True)
    trace: Mapped[str] = mapped_column(Text)
    flow: Mapped[FlowEdition] = relationship()

    @property
    def declared(self) -> Step:
        """The step as its edition declared it."""
        flow = msgspec.json.decode(self.flow.steps, type=tuple[Step, ...])
        return flow[self.position]


class Panel(Model):
    """People who decide together: those whom the flow names for a step (main), or whom somebody added.

    `parent_id` is the task of whoever added them, `side` how they stand to it (SIDES), `state`: open, done,
    closed. Each opening of a step has a main panel of its own. `decided_by` is the decision that ended it.
    """

    __tablename__ = "panel"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("route_step.id"), index=True)
    parent_id: Mapped[int | None]  # no foreign key: task refers here, and tables have an order
    side: Mapped[str] = mapped_column(String(8))
    mode: Mapped[Mode] = mapped_column(String(10))
    share: Mapped[int]
    state: Mapped[str] = mapped_column(String(8))
    decided_by: Mapped[int | None]


class Task(Model):
    """One person's turn: to decide a step, to advise (in a panel that was asked), or (no step) to revise what
    came back.

    State: open; waiting, until its turn in the panel comes or whoever was asked first has answered; done;
    closed, because somebody else did it or it passed on. `place` is its turn in the panel. `opened_by` is the
    decision by which its turn came, `woken_by` the one by which it came back, `closed_by` the one that took
    it away, `origin_id` the task it was made from, `holding_id` the post by which it was given. `seen_at`
    says when its page was opened since it came (back), `acted_at` when its person first did something.
    """

    __tablename__ = "task"
    __table_args__ = (Index(None, "person_id", "state", "id"), Index(None, "document_id", "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("route_step.id"), index=True)
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"), index=True)
    place: Mapped[int] = mapped_column(default=0)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    holding_id: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(12))
    clause: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(80))
    post: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    acted_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_by: Mapped[int | None]
    woken_by: Mapped[int | None]
    closed_by: Mapped[int | None]
    origin_id: Mapped[int | None]
    document: Mapped[Document] = relationship()
    step: Mapped[RouteStep | None] = relationship()
    panel: Mapped[Panel | None] = relationship()
    person: Mapped[Person] = relationship()


class RouteAct(Model):
    """What somebody did to a document's way without deciding (ACTS), with whom and why; never changed. Only
    `take_back` names a decision: the one that counts no more."""

    __tablename__ = "route_act"
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(12))
    names: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    principal: Mapped[Person | None] = relationship(foreign_keys=for_id)

    @property
    def verb(self) -> str:
        """What was done, in the word on its button."""
        return ACTS[self.kind]


class Decision(Model):
    """What somebody decided, on which snapshot, in which words; one for each task, never changed.

    `for_id` is the person on whose behalf it was decided. One that was `taken_back` counts no more.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "person_id", "id"), Index(None, "document_id", "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("route_step.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    for_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    kind: Mapped[str] = mapped_column(String(12))
    opinion: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(String(60))
    code: Mapped[str] = mapped_column(String(10), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    taken_back: Mapped[bool] = column_property(exists().where(RouteAct.decision_id == id))
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    principal: Mapped[Person | None] = relationship(foreign_keys=for_id)
    step: Mapped[RouteStep] = relationship()

    @property
    def consents(self) -> bool:
        """Whether it is a yes on the way to approval, not one to making the document void."""
        return self.kind == "approve" and self.step.purpose == "approve"

    @property
    def verb(self) -> str:
        """What was decided, in the words of what was asked: to approve a document, or to make it void."""
        return (VOID_KINDS if self.step.purpose == "void" else KINDS)[self.kind]
