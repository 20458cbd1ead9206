"""Deciding: agreeing, giving back, refusing, voting, advising; each leaves one clear result."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import update

from portal.core.approval import hooks
from portal.core.approval.concluding import come_to_nothing, go_on
from portal.core.approval.desks import Call, Cause, give
from portal.core.approval.faults import NotPossible, NotYours, Unanswered, Unattached, Unproven
from portal.core.approval.hooks import Refused, facts_of, run
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.panels import Setting, count, seat, seats_at
from portal.core.approval.rights import (
    Held,
    acted,
    locked_task,
    require_not_own,
    require_one_voice,
    require_open,
    require_unchanged,
)
from portal.core.approval.route import (
    UNDER_WAY,
    advance,
    finish_step,
    leave,
    newest_round,
    rewind,
)
from portal.core.approval.segregation import require_distinct
from portal.core.approval.stays import remember_stay
from portal.core.approval.telling import decided, wall_of
from portal.core.approval.urging import settle_tasks
from portal.core.attachments.models import Attachment
from portal.core.attachments.operations import attachments_at, bind_to_decision
from portal.core.audit.chain import record
from portal.core.documents import operations as documents
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.facts import Refusal, labels_of
from portal.core.flow import Mode
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.core.paper import short_code
from portal.core.web.context import catalogue
from portal.extensions import db

Kind = Literal["approve", "return", "reject", "against", "advise"]


@dataclass(frozen=True)
class Addition:
    """People whom a signer adds, and whose consent of them is needed."""

    mode: Mode
    calls: tuple[Call, ...]


@dataclass(frozen=True)
class Verdict:
    """What somebody decides about the snapshot he saw.

    A return goes to the author or to an earlier step (`to`, its id), and comes straight back if so asked; who
    agrees may add others after him; `proven` says that he proved himself again.
    """

    kind: Kind
    opinion: str
    seen: int
    to: int | None = None
    straight: bool = False
    after: Addition | None = None
    proven: bool = False


def decide(task_id: int, person_id: int, verdict: Verdict, moment: Moment) -> Decision:
    """Decide a task; raises NotYours, NoLonger, TooLate, PaperChanged, Unanswered, Unproven, Unattached,
    NotPossible, Refused."""
    held = locked_task(task_id, person_id, moment)
    task, document = held.task, held.document
    if task.step is None or task.panel is None:
        raise NotYours
    require_not_own(held, moment)
    require_one_voice(held)
    require_distinct(held)
    require_open(task, document)
    require_unchanged(document, verdict.seen)
    require_fit(task.step, task.panel, verdict)
    files = files_with(task, person_id)
    if wants_files(task) and verdict.kind == "approve" and not files:
        raise Unattached
    finish(task, document, moment)
    decision = note(held, verdict, files, moment)
    if files:
        bind_to_decision(person_id, files_place(task.id), document.id, decision.id)
    carry_out(document, task, decision, verdict, moment)
    return decision


def wants_files(task: Task) -> bool:
    """Whether whoever agrees in a turn must give a file with it: the step's own signers."""
    asked = task.panel is not None and task.panel.side in ("main", "over")
    return asked and bool(task.step and task.step.declared.attach)


def files_with(task: Task, person_id: int) -> list[Attachment]:
    """The files that somebody chose for his decision."""
    return attachments_at(person_id, files_place(task.id)) if wants_files(task) else []


def files_place(task_id: int) -> str:
    """Where the files of a decision are kept until it is made."""
    return f"decision:{task_id}"


def kinds_for(panel: Panel) -> tuple[Kind, ...]:
    """How somebody in a panel may decide."""
    if panel.side == "ask":
        return ("advise",)
    return ("approve", "against", "return") if panel.mode == "share" else ("approve", "return", "reject")


def require_fit(step: RouteStep, panel: Panel, verdict: Verdict) -> None:
    """Raise what speaks against a verdict in this panel."""
    if verdict.kind not in kinds_for(panel) or (verdict.kind == "return" and step.purpose == "void"):
        raise NotPossible("这一步不能这样办，请重新选择。")
    if step.declared.answer and panel.side in ("main", "over") and not verdict.opinion.strip():
        raise Unanswered
    if step.declared.proof and verdict.kind == "approve" and not verdict.proven:
        raise Unproven
    if verdict.to and verdict.to not in {each.id for each in targets(step, newest_round(step.document_id))}:
        raise NotPossible("不能退回到这一步，请重新选择退回给谁。")


def targets(step: RouteStep, steps: Iterable[RouteStep]) -> list[RouteStep]:
    """The earlier steps of its round to which a step may give a document back: done, and not in a branch
    beside it."""
    before = [each for each in steps if each.position < step.position]
    main = [each.position for each in before if not each.declared.in_branch]
    mine, begins = step.declared.in_branch, main[-1] if main else -1
    return [
        each
        for each in before
        if each.state == "done" and (not mine or each.position <= begins or each.declared.in_branch == mine)
    ]


def finish(task: Task, document: Document, moment: Moment) -> None:
    """Close the task as done; exactly one caller gets through."""
    mine = update(Task).where(Task.id == task.id, Task.state == "open")
    done = db.session.execute(mine.values(state="done", closed_at=moment.at, **acted(task, moment)))
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
        require_open(db.session.get_one(Task, task.id, populate_existing=True), document)
    settle_tasks([task.id], moment.at)
    remember_stay(task, document, moment)


def note(held: Held, verdict: Verdict, files: Iterable[Attachment], moment: Moment) -> Decision:
    """Store the decision and its event; the short code on paper is the event's digest."""
    task, document = held.task, held.document
    told = {"opinion": verdict.opinion, "post": task.post}
    seen = documents.current(document).digest
    about = {"task": task.id, "snapshot": seen, "for": held.for_id, "proven": verdict.proven, **told}
    given = {"files": digests} if (digests := [file.digest for file in files]) else {}
    event = record(stream(document), f"task:{verdict.kind}", held.actor_id, moment.at, **about, **given)
    decision = Decision(
        document_id=document.id, step_id=task.step_id, task_id=task.id, person_id=held.actor_id,
        for_id=held.for_id, snapshot_id=verdict.seen, kind=verdict.kind, code=short_code(event.digest),
        at=moment.at, **told,
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    return decision


def carry_out(document: Document, task: Task, decision: Decision, verdict: Verdict, moment: Moment) -> None:
    """Let a decision have its effect."""
    if verdict.kind == "return":
        give_back(document, decision, verdict, moment)
    elif verdict.kind == "reject":
        refuse(document, decision, moment)
    else:
        require_filled(document, task)
        if verdict.after and task.step:
            add_after(document, task, verdict.after, decision, moment)
        speak(document, db.session.get_one(Panel, task.panel_id), decision, moment)


def require_filled(document: Document, task: Task) -> None:
    """Raise Refused at the cells that the step's own signers fill and that are empty."""
    if not task.step or not task.panel or task.panel.side not in ("main", "over"):
        return
    facts, clause = facts_of(document), task.step.declared.clause
    empty = [name for name in task.step.declared.fills or () if getattr(facts, name) in ("", None, ())]
    labels = labels_of(catalogue().type(document.type).facts)
    if empty:
        raise Refused(*(Refusal((name,), f"同意之前请先填「{labels[name]}」", clause) for name in empty))


def add_after(document: Document, task: Task, added: Addition, decision: Decision, moment: Moment) -> None:
    """Whoever agreed wants others to agree after him."""
    assert task.step is not None  # noqa: S101 - narrowed by the caller
    setting = Setting("after", added.mode, parent_id=task.id)
    seat(document, task.step, setting, added.calls, moment, decision)


def speak(document: Document, panel: Panel, decision: Decision, moment: Moment) -> None:
    """A voice came in: count it, and go on where that ends the step."""
    seats = seats_at(document, decision.step_id)
    found = count(seats, panel, decision, moment)
    if found == "refused":
        refuse(document, decision, moment)
    elif found == "agreed":
        finish_step(seats, decision.step, decision, moment)
        db.session.flush()
        if decision.step.declared.receives:
            form = catalogue().type(document.type)
            documents.receive(document, form, facts_of(document), decision.person_id, moment)
            run("received", document, facts_of(document), moment)
        hooks.decided(document, decision, moment)
        go_on(document, decision, moment)


def give_back(document: Document, decision: Decision, verdict: Verdict, moment: Moment) -> None:
    """Back for correction, under the same number: to an earlier step, or to the author."""
    hooks.decided(document, decision, moment)
    steps = newest_round(document.id)
    under_way = [step for step in steps if step.state in UNDER_WAY]
    if verdict.to:
        target = next(step for step in steps if step.id == verdict.to)
        between = [s for s in steps if target.position < s.position and s.state in ("done", "skipped")]
        again = [target, *under_way, *([] if verdict.straight else between)]
        rewind(document, again, "waiting", moment, decision)
        advance(document, moment, decision)
        return
    if verdict.straight:
        rewind(document, under_way, "paused", moment, decision)
    else:
        leave(document, moment, decision)
    document.status = "returned"
    record(stream(document), "document:returned", None, moment.at)
    cause = Cause(decision.step.declared.clause, None, decision)
    give(document, [Call(document.author_id, "退回修改")], cause, moment)


def refuse(document: Document, decision: Decision, moment: Moment) -> None:
    """The document ends here; a finished one that was to be void stays as it is."""
    if decision.step.purpose == "void":
        leave(document, moment, decision)
        document.voiding = False
        record(stream(document), "document:kept", None, moment.at)
    else:
        come_to_nothing(document, "rejected", moment, decision)
        hooks.decided(document, decision, moment)
        record(stream(document), "document:rejected", None, moment.at)
    tell([decided(document, decision)], moment.at, wall_of(document))
