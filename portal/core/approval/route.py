"""The stored route of a document: laid at submission, walked step by step."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select, update

from portal.core.approval.condition import Condition, judged
from portal.core.approval.hooks import facts_of
from portal.core.approval.models import FlowEdition, RouteStep, Task
from portal.core.approval.routing import find_signers
from portal.core.approval.telling import arrived
from portal.core.audit.chain import record
from portal.core.clocks.operations import OF_STEPS, Part, start, stop
from portal.core.document_type import DocumentType
from portal.core.documents.drafts import discard_of_tasks
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import stream
from portal.core.flow import Step, edition
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.extensions import db, insert_once


class Cause(NamedTuple):
    """Why somebody has a task: the clause, words for it, the post he has it by, and the step.

    Without a step the author revises what came back.
    """

    clause: str
    reason: str
    post: str = ""
    step_id: int | None = None


def lay(document: Document, form: DocumentType, moment: Moment) -> bool:
    """Store the steps of a new round, pinned to the flow's edition, and open the first; False when the facts
    ask for none."""
    digest = edition(form.flow)
    insert_once(FlowEdition, digest=digest, type=form.code, steps=msgspec.json.encode(form.flow).decode())
    last = select(func.coalesce(func.max(RouteStep.round), 0)).filter_by(document_id=document.id)
    number = db.session.scalars(last).one() + 1
    for position in range(len(form.flow)):
        row = {"document_id": document.id, "round": number, "position": position, "edition": digest}
        db.session.add(RouteStep(**row, state="waiting", trace="[]"))
    db.session.flush()
    return advance(document, moment)


def advance(document: Document, moment: Moment) -> bool:
    """Open the next step of the newest round that the facts ask for; False when none is left."""
    while step := next_step(document.id):
        condition = judged(declaration(step), facts_of(document))
        if condition.holds:
            open_step(document, step, moment)
            return True
        skip(document, step, condition, moment)
    return False


def skip(document: Document, step: RouteStep, condition: Condition, moment: Moment) -> None:
    """Leave out a step whose condition does not hold, and say so."""
    step.state, step.trace = "skipped", msgspec.json.encode(condition.trace).decode()
    db.session.flush()
    record(stream(document), "step:skipped", None, moment.at, step=step.id, trace=condition.trace)


def open_step(document: Document, step: RouteStep, moment: Moment) -> None:
    """Give the step to those whom the regulation names, or hold it (once) while there is nobody."""
    declared = declaration(step)
    finding = find_signers(declared, writers(document.id), document.unit_id, moment.day)
    trace = (*judged(declared, facts_of(document)).trace, *finding.trace)
    if step.state == "held" and not finding.signers:
        return
    step.trace = msgspec.json.encode(trace).decode()
    step.state = "open" if finding.signers else "held"
    posts = {h.person_id: h.post.title for h in finding.signers}
    causes = {p: Cause(declared.clause, f"{post}{declared.name}", post, step.id) for p, post in posts.items()}
    give(document, causes, moment.at)
    if step.state == "open" and declared.within_time:
        start(document, Part(declared.name, step.id), declared.within_time, moment)
    record(stream(document), f"step:{step.state}", None, moment.at, step=step.id, trace=trace)


def give(document: Document, causes: Mapping[int, Cause], at: datetime) -> None:
    """Put tasks on people's desks, and tell them."""
    tasks = [
        Task(document_id=document.id, person_id=person_id, state="open", opened_at=at, **cause._asdict())
        for person_id, cause in causes.items()
    ]
    db.session.add_all(tasks)
    db.session.flush()
    tell([arrived(document, task) for task in tasks], at)


def next_step(document_id: int) -> RouteStep | None:
    """The first step not yet taken in the newest round."""
    query = select(RouteStep).filter_by(document_id=document_id, state="waiting")
    return db.session.scalar(query.order_by(RouteStep.round.desc(), RouteStep.position).limit(1))


def declaration(step: RouteStep) -> Step:
    """The step as its edition declared it."""
    flow = msgspec.json.decode(step.flow.steps, type=tuple[Step, ...])
    return flow[step.position]


def writers(document_id: int) -> set[int]:
    """Everyone who wrote the document's facts outside a task."""
    query = select(Snapshot.person_id).filter_by(document_id=document_id, task_id=None)
    return set(db.session.scalars(query))


def close_tasks(document_id: int, at: datetime) -> dict[int, int]:
    """Take the document off every desk, with what was typed there; returns whose tasks were closed, by id."""
    of_it = select(Task.id, Task.person_id).filter_by(document_id=document_id, state="open")
    owners = {task_id: person_id for task_id, person_id in db.session.execute(of_it)}
    ids = list(owners)
    db.session.execute(update(Task).where(Task.id.in_(ids)).values(state="closed", closed_at=at))
    discard_of_tasks(ids)
    stop(document_id, at, OF_STEPS)
    return owners


def cancel_steps(document_id: int) -> None:
    """Drop the steps that the document will not take any more."""
    left = update(RouteStep).where(RouteStep.document_id == document_id)
    db.session.execute(left.where(RouteStep.state.in_(("waiting", "open", "held"))).values(state="cancelled"))
