"""A document with everything around it, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Integer, Select, and_, bindparam, case, exists, select
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

OF_DOCUMENT: Any = bindparam("document_id", type_=Integer)


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
        return cls.along(document, *way_of(document))

    @classmethod
    def along(cls, document: Document, steps: list[RouteStep], clocks: Sequence[Clock] = ()) -> "Dossier":
        """Read all there is besides the steps of every round, which are at hand."""
        if not steps:
            return cls(document, versions(document), [], [], [], [], [])
        tasks, decisions, acted = tasks_of(document)
        acts = acts_on(document) if acted else []
        return cls(document, versions(document), decisions, acts, steps, list(clocks), tasks)

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


def tasks_of(document: Document) -> tuple[list[Task], list[Decision], bool]:
    """Every task, what was decided in them, and whether anything else may have been done; in one question."""
    rows = db.session.execute(every_task(), {"document_id": document.id}).all()
    decisions = sorted((decision for _, decision, _ in rows if decision), key=attrgetter("id"))
    return [task for task, *_ in rows], decisions, not rows or any(acted for *_, acted in rows)


@cache
def every_task() -> Select[Task, Decision, bool]:
    """SQL, written once as every document's page asks it: the same of a `document_id`."""
    people = joinedload(Task.person), joinedload(Decision.person), joinedload(Decision.principal)
    acted = exists().where(RouteAct.document_id == OF_DOCUMENT)
    query = select(Task, Decision, acted).outerjoin(Decision, Decision.task_id == Task.id)
    query = query.options(joinedload(Task.panel), *people).where(Task.document_id == OF_DOCUMENT)
    return query.order_by(Task.id)


def acts_on(document: Document) -> list[RouteAct]:
    """Everything else that was done on its way."""
    query = select(RouteAct).options(joinedload(RouteAct.person), joinedload(RouteAct.principal))
    return list(db.session.scalars(query.filter_by(document_id=document.id).order_by(RouteAct.id)))


def versions(document: Document) -> list[Snapshot]:
    """Every version, and of the newest what it shows."""
    values = {"document_id": document.id, "newest": document.snapshot_id}
    rows = db.session.execute(every_version(), values).all()
    for snapshot, shown in rows:
        if shown is not None:
            set_committed_value(snapshot, "view", shown)
    return [snapshot for snapshot, _ in rows]


@cache
def every_version() -> Select[Any]:
    """SQL, written once: the versions of a `document_id`, and of the `newest` what it shows."""
    view = case((Snapshot.id == bindparam("newest", type_=Integer), Snapshot.view))
    query = select(Snapshot, view).options(
        joinedload(Snapshot.person), defer(Snapshot.facts), defer(Snapshot.view)
    )
    return query.where(Snapshot.document_id == OF_DOCUMENT).order_by(Snapshot.position)


def way_of(document: Document) -> tuple[list[RouteStep], list[Clock]]:
    """The steps of every round, and the clocks that run or stand still on them."""
    rows = db.session.execute(every_step(), {"document_id": document.id}).all()
    steps = list(dict.fromkeys(step for step, _ in rows))
    return steps, [clock for _, clock in rows if clock]


@cache
def every_step() -> Select[RouteStep, Clock]:
    """SQL, written once: the same of a `document_id`."""
    running = and_(Clock.step_id == RouteStep.id, Clock.state != "stopped")
    query = select(RouteStep, Clock).outerjoin(Clock, running).options(joinedload(RouteStep.flow))
    query = query.where(RouteStep.document_id == OF_DOCUMENT)
    return query.order_by(RouteStep.round, RouteStep.position, Clock.id)
