"""The stored route of a document: laid at submission, walked step by step, walked again after a return."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec
from sqlalchemy import Integer, Select, bindparam, func, select, update
from sqlalchemy.orm import joinedload

from portal.core.approval.condition import judged
from portal.core.approval.desks import Call, clear
from portal.core.approval.hooks import facts_of, recused
from portal.core.approval.models import Decision, FlowEdition, RouteStep
from portal.core.approval.panels import Seats, Setting, close_step, seat, seats_at
from portal.core.approval.pointing import pointers_of
from portal.core.approval.repeats import without_repeats
from portal.core.approval.rights import barred
from portal.core.approval.routing import find_signers
from portal.core.approval.segregation import spent_elsewhere
from portal.core.approval.tally import Stop, ready
from portal.core.audit.chain import record
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import Part, start, stop
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.flow import Condition, Flow, Step, edition
from portal.core.instants import Moment
from portal.core.org.models import Holding
from portal.core.web.context import catalogue
from portal.extensions import db, insert_once

OVER = ("done", "skipped")
UNDER_WAY = ("open", "held")
NOTHING: Mapping[int, RouteStep] = {}


def lay(
    document: Document, flow: Flow, purpose: str = "approve", kept: Mapping[int, RouteStep] = NOTHING
) -> list[RouteStep]:
    """Store the steps of a new round, pinned to the flow's edition; none is open yet. Steps that are `kept`,
    by their place, come over from the round before."""
    digest = edition(flow)
    insert_once(FlowEdition, digest=digest, type=document.type, steps=msgspec.json.encode(flow).decode())
    last = select(func.coalesce(func.max(RouteStep.round), 0)).filter_by(document_id=document.id)
    of_round = {"document_id": document.id, "round": db.session.scalars(last).one() + 1}
    rows = [
        RouteStep(**of_round, position=n, edition=digest, purpose=purpose, state="waiting", trace="[]")
        for n in range(len(flow))
        if n not in kept
    ]
    for place, step in kept.items():
        step.round, step.position, step.edition = of_round["round"], place, digest
    db.session.add_all(rows)
    db.session.flush()
    for step in kept.values():
        db.session.refresh(step)
    return rows


def newest_round(document_id: int) -> list[RouteStep]:
    """The steps of the newest round, in order."""
    last = select(func.max(RouteStep.round)).filter_by(document_id=document_id).scalar_subquery()
    query = select(RouteStep).where(RouteStep.document_id == document_id, RouteStep.round == last)
    return list(db.session.scalars(query.order_by(RouteStep.position)))


def rounds_of(document_id: int) -> list[RouteStep]:
    """The steps of every round, in order, each with its edition."""
    return list(db.session.scalars(every_round(), {"document_id": document_id}))


@cache
def every_round() -> Select[RouteStep]:
    """SQL, written once as every decision asks it: the same of a `document_id`."""
    mine = RouteStep.document_id == bindparam("document_id", type_=Integer)
    query = select(RouteStep).where(mine).options(joinedload(RouteStep.flow))
    return query.order_by(RouteStep.round, RouteStep.position)


def taken(document_id: int) -> Flow:
    """The flow that a document took, by the edition of its newest round."""
    query = select(FlowEdition.steps).join(RouteStep, RouteStep.edition == FlowEdition.digest)
    newest = query.where(RouteStep.document_id == document_id).order_by(RouteStep.round.desc()).limit(1)
    return msgspec.json.decode(db.session.scalars(newest).one(), type=Flow)


def advance(document: Document, moment: Moment, decision: Decision | None = None) -> bool:
    """Open every step whose turn it is and that the facts ask for; False when none is left."""
    return walk(document, newest_round(document.id), moment, decision)


def walk(document: Document, steps: list[RouteStep], moment: Moment, decision: Decision | None) -> bool:
    """The same in a round that is at hand."""
    while True:
        stops = [Stop(s.declared.in_branch, s.state == "waiting", s.state in OVER) for s in steps]
        places = ready(stops)
        if not places:
            return any(step.state in UNDER_WAY for step in steps)
        for place in places:
            take(document, steps[place], moment, decision)


def take(document: Document, step: RouteStep, moment: Moment, decision: Decision | None) -> None:
    """Open a step whose turn it is, or leave it out when its condition does not hold."""
    condition = condition_of(document, step, moment)
    if condition.holds:
        open_step(document, step, condition, moment, decision)
    else:
        skip(document, step, condition.trace, moment)


def condition_of(document: Document, step: RouteStep, moment: Moment) -> Condition:
    """Whether the facts ask for a step, as they are now."""
    form = catalogue().type(document.type)
    return judged(step.declared, form, facts_of(document), moment.terms)


def skip(document: Document, step: RouteStep, trace: Sequence[str], moment: Moment) -> None:
    """Leave out a step, and say why."""
    step.state, step.trace = "skipped", msgspec.json.encode(trace).decode()
    db.session.flush()
    record(stream(document), "step:skipped", None, moment.at, step=step.id, trace=trace)


def open_step(
    document: Document,
    step: RouteStep,
    condition: Condition,
    moment: Moment,
    decision: Decision | None = None,
) -> None:
    """Give the step to those whom the regulation names, or hold it (once) while there is nobody; leave it out
    where whoever would sign has agreed before and need not sign again."""
    declared = step.declared
    spent = spent_elsewhere(document, step)
    writers = {*barred(document, moment), *spent}
    pointers = pointers_of(document, (declared,))
    finding = find_signers(declared, writers, document.unit_id, moment.day, pointers)
    if step.state == "held" and not finding.signers:
        return
    signers, again = without_repeats(document, step, declared, finding.signers)
    trace = (*condition.trace, *finding.trace, *again, *told_apart(spent), *told_recused(document))
    if finding.signers and not signers:
        skip(document, step, trace, moment)
        return
    step.state, step.trace = "open" if signers else "held", msgspec.json.encode(trace).decode()
    db.session.flush()
    record(stream(document), f"step:{step.state}", None, moment.at, step=step.id, trace=trace)
    if signers:
        calls = [call(declared, holding, finding.personal) for holding in signers]
        setting = Setting("main", declared.mode or "any", declared.share or 0)
        seat(document, step, setting, one_each(calls), moment, decision)
        if declared.within_time:
            start(document, Part(declared.name, step.id), declared.within_time, moment)


def call(declared: Step, holding: Holding, personal: bool) -> Call:
    """The turn of somebody; one that is `personal` stays his whatever becomes of his post."""
    title = holding.post.title
    return Call(holding.person_id, f"{title}{declared.name}", title, None if personal else holding.id)


def told_apart(spent: Mapping[int, str]) -> tuple[str, ...]:
    """What is said where others must sign than before."""
    names = "、".join(f"「{name}」" for name in dict.fromkeys(spent.values()))
    return (f"在{names}签过的人不能再签这一步",) if names else ()


def told_recused(document: Document) -> tuple[str, ...]:
    """What is said where somebody keeps away from every step."""
    return ("按回避的规定，与这件事有关的人不办任何一步",) if recused(document) else ()


def one_each(calls: Iterable[Call]) -> list[Call]:
    """One turn a person, by the first of his posts."""
    return list({call.person_id: call for call in reversed(list(calls))}.values())[::-1]


def finish_step(seats: Seats, step: RouteStep, decision: Decision | None, moment: Moment) -> None:
    """A step is over: nobody who sits there has it on his desk any more."""
    step.state = "done"
    close_step(seats, decision, moment)
    if seats.timed:
        stop(step.document_id, moment.at, Clock.step_id == step.id)


def rewind(
    document: Document,
    steps: Iterable[RouteStep],
    state: str,
    moment: Moment,
    decision: Decision | None = None,
) -> None:
    """Take steps back to a state in which nobody has them on his desk."""
    for step in steps:
        step.state, step.trace = state, "[]" if state == "waiting" else step.trace
        close_step(seats_at(document, step.id), decision, moment)
        stop(document.id, moment.at, Clock.step_id == step.id)
    db.session.flush()


def leave(document: Document, moment: Moment, decision: Decision | None = None) -> None:
    """Drop the steps that the document will not take any more, and take it off every desk."""
    left = update(RouteStep).where(RouteStep.document_id == document.id)
    dropped = left.where(RouteStep.state.in_(("waiting", "paused", *UNDER_WAY)))
    steps = [step for step in newest_round(document.id) if step.state in UNDER_WAY]
    rewind(document, steps, "cancelled", moment, decision)
    db.session.execute(dropped.values(state="cancelled"))
    clear(document, moment)
