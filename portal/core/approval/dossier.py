"""A document with everything around it, read in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from portal.core.approval.models import Decision, RouteStep, Task
from portal.core.approval.route import declaration
from portal.core.changes import marked
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import view_of
from portal.core.flow import Step
from portal.core.sheet import SheetView
from portal.extensions import db


class Turn(NamedTuple):
    """One step of the newest round: what was declared, why it went where, who has it or decided it."""

    step: RouteStep
    declared: Step
    trace: list[str]
    names: list[str]
    decision: Decision | None


@dataclass(frozen=True)
class Dossier:
    """A document, its versions, its route and what was decided; each list oldest first."""

    document: Document
    snapshots: list[Snapshot]
    decisions: list[Decision]
    steps: list[RouteStep]
    open_tasks: list[Task]

    @classmethod
    def read(cls, document: Document) -> "Dossier":
        """Read all there is about a document."""
        snapshots = select(Snapshot).options(
            joinedload(Snapshot.person), defer(Snapshot.facts), defer(Snapshot.view)
        )
        decisions = select(Decision).options(joinedload(Decision.person), joinedload(Decision.step))
        steps = (
            select(RouteStep)
            .options(joinedload(RouteStep.flow))
            .order_by(RouteStep.round, RouteStep.position)
        )
        tasks = select(Task).options(joinedload(Task.person)).filter_by(state="open").order_by(Task.id)
        of_it = {"document_id": document.id}
        return cls(
            document,
            list(db.session.scalars(snapshots.filter_by(**of_it).order_by(Snapshot.position))),
            list(db.session.scalars(decisions.filter_by(**of_it).order_by(Decision.id))),
            list(db.session.scalars(steps.filter_by(**of_it))),
            list(db.session.scalars(tasks.filter_by(**of_it))),
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

    def turns(self) -> list[Turn]:
        """The newest round."""
        newest = [step for step in self.steps if step.round == self.steps[-1].round]
        return [self.turn(step) for step in newest]

    def turn(self, step: RouteStep) -> Turn:
        """One step with all that is known of it."""
        trace = msgspec.json.decode(step.trace, type=list[str])
        decision = next((d for d in self.decisions if d.step_id == step.id), None)
        return Turn(step, declaration(step), trace, self.has(step), decision)

    def has(self, step: RouteStep) -> list[str]:
        """Names of the people who have a step on their desk."""
        return [task.person.name for task in self.open_tasks if task.step_id == step.id]
