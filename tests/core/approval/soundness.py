"""What holds for every paper at every moment, read from its rows alone."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import or_, select

from portal.core.approval.desks import ON_DESK
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.telling import task_key
from portal.core.audit.chain import first_fault
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.notices.models import Notice
from portal.extensions import db
from tests.core.approval.replay import replayed

BY_THE_AUTHOR = ("returned", "withdrawn")
ENDS = {"rejected": ("reject", "against"), "returned": ("return",)}


class Rows(NamedTuple):
    """A paper with what is stored of its way; `decisions` are those that count."""

    document: Document
    steps: list[RouteStep]
    panels: list[Panel]
    tasks: list[Task]
    decisions: list[Decision]

    @classmethod
    def read(cls, document: Document) -> "Rows":
        way = [
            list(db.session.scalars(select(kind).filter_by(document_id=document.id).order_by(kind.id)))
            for kind in (RouteStep, Panel, Task, Decision)
        ]
        return cls(document, *way[:3], [decision for decision in way[3] if not decision.taken_back])

    @property
    def finished(self) -> bool:
        return self.document.status not in ("in_review", *BY_THE_AUTHOR) and not self.document.voiding

    @property
    def open(self) -> dict[int, int]:
        """The open turns, and whose they are."""
        return {task.id: task.person_id for task in self.tasks if task.state == "open"}


def faults_of(document: Document) -> list[str]:
    """What is wrong with a paper, in words; nothing, if the engine is right."""
    rows = Rows.read(document)
    looks = (of_the_way, of_the_end, of_turns, of_decisions, of_notices, of_the_audit)
    return [f"document {document.id}: {fault}" for look in looks for fault in look(rows)]


def of_the_way(rows: Rows) -> Iterator[str]:
    """A paper is on somebody's desk, or held for want of one, exactly while it is on its way."""
    left = [step for step in rows.steps if step.state in ("open", "held", "waiting", "paused")]
    if rows.finished and left:
        yield "finished, and steps left"
    if rows.finished == (bool(rows.open) or any(step.state == "held" for step in left)):
        yield f"{rows.document.status}, and open turns: {rows.open}"


def of_the_end(rows: Rows) -> Iterator[str]:
    """Status and decisions agree."""
    status, ways = rows.document.status, [step for step in rows.steps if step.purpose == "approve"]
    walked = [step.state for step in ways if step.round == ways[-1].round]
    if status == "approved" and set(walked) - {"done", "skipped"}:
        yield f"approved, and steps {walked}"
    if status in ENDS and (not rows.decisions or rows.decisions[-1].kind not in ENDS[status]):
        yield f"{status}, and the last decision does not say so"


def of_turns(rows: Rows) -> Iterator[str]:
    """Whoever has a turn has it in an open panel of an open step, or revises what came back to him."""
    for task in rows.tasks:
        if task.state in ON_DESK and task.step and task.panel:
            if (task.step.state, task.panel.state) != ("open", "open"):
                yield f"turn {task.id}: step {task.step.state}, panel {task.panel.state}"
        elif task.state in ON_DESK and rows.document.status not in BY_THE_AUTHOR:
            yield f"turn {task.id} to revise a paper that is {rows.document.status}"
    for step in rows.steps:
        if step.state == "open" and not any(t.step_id == step.id and t.state == "open" for t in rows.tasks):
            yield f"nobody has the open step {step.id}"


def of_decisions(rows: Rows) -> Iterator[str]:
    """Each turn that is done has one decision that counts, and none is the author's."""
    done = sorted(task.id for task in rows.tasks if task.step_id and task.state == "done")
    if done != sorted(decision.task_id for decision in rows.decisions):
        yield f"turns {done} are done, decided are {[decision.task_id for decision in rows.decisions]}"
    if rows.document.author_id in {decision.person_id for decision in rows.decisions}:
        yield "decided by its author"
    ended_by = {panel.decided_by for panel in rows.panels if panel.state == "done" and panel.decided_by}
    if ended_by - {decision.id for decision in rows.decisions}:
        yield "a panel ended by a decision that does not count"


def of_notices(rows: Rows) -> Iterator[str]:
    """Whose turn it is has been told; nobody is still told of a turn that is over."""
    keys = [f"task:{task.id}" for task in rows.tasks]
    ours = [*map(Notice.key.__eq__, keys), *(Notice.key.startswith(f"{key}:") for key in keys)]
    told = db.session.scalars(select(Notice).where(or_(*ours))).all()
    known = {(notice.key, notice.person_id) for notice in told}
    yield from (
        f"nobody was told of turn {task.id}"
        for task in rows.tasks
        if task.state == "open" and (task_key(task), task.person_id) not in known
    )
    unread = {int(notice.key.split(":")[1]) for notice in told if notice.read_at is None}
    if unread - set(rows.open):
        yield f"still told of turns that are over: {unread - set(rows.open)}"


def of_the_audit(rows: Rows) -> Iterator[str]:
    """The audit is whole, and tells the same."""
    fault = first_fault(stream(rows.document))
    if fault:
        yield fault
    told = replayed(rows.document.id)
    if told != (rows.document.status, rows.document.voiding, rows.open):
        yield f"the audit tells {told}"
