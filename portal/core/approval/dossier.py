"""A document with everything around it, read in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, case, select
from sqlalchemy.orm import defer, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from portal.core.approval.models import Decision, RouteAct, RouteStep, Task
from portal.core.changes import marked
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import view_of
from portal.core.flow import Step
from portal.core.sheet import SheetView
from portal.extensions import db


class Turn(NamedTuple):
    """One step of the newest round: what was declared, why it went where, who has it, waits or decided it."""

    step: RouteStep
    declared: Step
    trace: list[str]
    names: list[str]
    waiting: list[str]
    decisions: list[Decision]

    @property
    def decision(self) -> Decision | None:
        """The last word on it."""
        return self.decisions[-1] if self.decisions else None

    @property
    def consents(self) -> list[Decision]:
        """Those who agreed."""
        return [decision for decision in self.decisions if decision.kind == "approve"]


@dataclass(frozen=True)
class Dossier:
    """A document, its versions, its route and what was decided; each list oldest first."""

    document: Document
    snapshots: list[Snapshot]
    decisions: list[Decision]
    acts: list[RouteAct]
    steps: list[RouteStep]
    clocks: list[Clock]
    tasks: list[Task]

    @classmethod
    def read(cls, document: Document) -> "Dossier":
        """Read all there is about a document."""
        steps, clocks = way_of(document)
        if not steps:
            return cls(document, versions(document), [], [], [], [], [])
        decisions = select(Decision).options(
            joinedload(Decision.person), joinedload(Decision.principal), joinedload(Decision.step)
        )
        acts = select(RouteAct).options(joinedload(RouteAct.person), joinedload(RouteAct.principal))
        tasks = select(Task).options(joinedload(Task.person), joinedload(Task.panel))
        of_it = {"document_id": document.id}
        return cls(
            document,
            versions(document),
            list(db.session.scalars(decisions.filter_by(**of_it).order_by(Decision.id))),
            list(db.session.scalars(acts.filter_by(**of_it).order_by(RouteAct.id))),
            steps,
            clocks,
            list(db.session.scalars(tasks.filter_by(**of_it).order_by(Task.id))),
        )

    @cached_property
    def current(self) -> Snapshot:
        """The newest version."""
        return self.snapshots[-1]

    @cached_property
    def sent(self) -> Snapshot:
        """The newest version that the author himself sent: changes are shown against it."""
        return [snapshot for snapshot in self.snapshots if snapshot.task_id is None][-1]

    @cached_property
    def view(self) -> SheetView:
        """The newest version as it is read, with every change since the author sent it marked."""
        view = view_of(self.current)
        return view if self.sent is self.current else marked(view_of(self.sent), view)

    @property
    def open_tasks(self) -> list[Task]:
        """What lies on desks."""
        return [task for task in self.tasks if task.state == "open"]

    def turns(self) -> list[Turn]:
        """The newest round by which the document was to be approved."""
        return [self.turn(step) for step in self.newest("approve")]

    def consent_round(self) -> list[Turn]:
        """The round in which those who approved are asked whether it is to be void; empty when none is."""
        return [self.turn(step) for step in self.newest("void")] if self.document.voiding else []

    def newest(self, purpose: str) -> list[RouteStep]:
        """The steps of the newest round for a purpose."""
        mine = [step for step in self.steps if step.purpose == purpose]
        return [step for step in mine if step.round == mine[-1].round]

    def turn(self, step: RouteStep) -> Turn:
        """One step with all that is known of it."""
        trace = msgspec.json.decode(step.trace, type=list[str])
        names, waiting = (self.has(step, state) for state in ("open", "waiting"))
        return Turn(step, step.declared, trace, names, waiting, self.decided(step))

    def decided(self, step: RouteStep) -> list[Decision]:
        """What was decided on a step since it was opened last; on one that waits again, nothing."""
        if step.state in ("waiting", "paused"):
            return []
        panels = [task.panel for task in self.tasks if task.step_id == step.id and task.panel]
        since = max((panel.id for panel in panels if panel.side == "main"), default=0)
        counted = {t.id for t in self.tasks if t.step_id == step.id and (t.panel_id or 0) >= since}
        return [d for d in self.decisions if d.task_id in counted and not d.taken_back]

    def has(self, step: RouteStep, state: str = "open") -> list[str]:
        """Names of the people who have a step on their desk."""
        return [task.person.name for task in self.tasks if (task.step_id, task.state) == (step.id, state)]


def versions(document: Document) -> list[Snapshot]:
    """Every version, and of the newest what it shows."""
    view = case((Snapshot.id == document.snapshot_id, Snapshot.view))
    query = select(Snapshot, view).options(
        joinedload(Snapshot.person), defer(Snapshot.facts), defer(Snapshot.view)
    )
    query = query.where(Snapshot.document_id == document.id).order_by(Snapshot.position)
    rows = db.session.execute(query).all()
    for snapshot, shown in rows:
        if shown is not None:
            set_committed_value(snapshot, "view", shown)
    return [snapshot for snapshot, _ in rows]


def way_of(document: Document) -> tuple[list[RouteStep], list[Clock]]:
    """The steps of every round, and the clocks that run or stand still on them."""
    running = and_(Clock.step_id == RouteStep.id, Clock.state != "stopped")
    query = select(RouteStep, Clock).outerjoin(Clock, running).options(joinedload(RouteStep.flow))
    query = query.where(RouteStep.document_id == document.id)
    rows = db.session.execute(query.order_by(RouteStep.round, RouteStep.position, Clock.id)).all()
    steps = list(dict.fromkeys(step for step, _ in rows))
    return steps, [clock for _, clock in rows if clock]
