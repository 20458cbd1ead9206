"""Sending, changing inside a step, deciding: each locks its document first and leaves one clear result."""

from typing import Literal, NamedTuple

from sqlalchemy import select, update

from portal.core.approval.hooks import facts_of, run
from portal.core.approval.judging import Judging
from portal.core.approval.models import Decision, Task
from portal.core.approval.paper import order_paper
from portal.core.approval.route import (
    Cause,
    advance,
    cancel_steps,
    close_tasks,
    declaration,
    give,
    lay,
    writers,
)
from portal.core.approval.telling import decided, taken, task_key
from portal.core.audit.chain import record
from portal.core.clocks.operations import stop
from portal.core.clocks.stages import begin
from portal.core.document_type import DocumentType
from portal.core.documents import operations as documents
from portal.core.documents.models import Document, Snapshot
from portal.core.documents.operations import Author, stream
from portal.core.duties.closing import count, uncount
from portal.core.facts import Facts
from portal.core.instants import Moment
from portal.core.notices.operations import settle, tell
from portal.core.paper import short_code
from portal.core.web.context import catalogue
from portal.extensions import db, hold

Kind = Literal["approve", "return", "reject"]


class NotYours(LookupError):
    """The task is another person's, or does not exist."""


class TooLate(Exception):
    """Somebody was faster, or the step is over; `decision` is the one that counts, if there is one."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(decision)
        self.decision = decision


class Unanswered(Exception):
    """The step demands an answer in words, also from whoever agrees; nothing was decided."""


class PaperChanged(Exception):
    """The document changed after the page was opened; nothing was decided."""


class Verdict(NamedTuple):
    """What somebody decides about the snapshot he saw."""

    kind: Kind
    opinion: str
    seen: int


def send(
    form: DocumentType, facts: Facts, author: Author, key: str, moment: Moment, paper: str = ""
) -> Document:
    """Send a sheet for the first time: along its route, or effective at once; `paper` is the number on the
    blank that it was written on. Raises AlreadySent, NotOnPaper, Refused."""
    judging = Judging(form, facts, moment)
    document = documents.create(form, facts, author, key, judging.moment, paper)
    judging.require()
    run("submitted", document, facts, judging.moment)
    count(document, moment)
    documents.keep_first(document, form, facts, author, judging.judged(), moment)
    if form.flow:
        begin(document, form, moment)
        enter(document, form, facts, moment)
    else:
        conclude(document, "effective", moment)
        begin(document, form, moment)
    return document


def enter(document: Document, form: DocumentType, facts: Facts, moment: Moment) -> None:
    """Let a document begin its route; one whose facts ask for no step is approved at once."""
    if not lay(document, form, moment):
        run("approved", document, facts, moment)
        conclude(document, "approved", moment)


def resend(
    task_id: int, person_id: int, form: DocumentType, facts: Facts, key: str, moment: Moment
) -> Document:
    """Send a returned document again; raises NotYours, TooLate, AlreadySent, NumberedOtherwise,
    Refused."""
    task, document = held_task(task_id, person_id)
    if task.step is not None:
        raise NotYours
    judging = Judging(form, facts, moment)
    documents.revise(document, form, facts, key, judging.moment)
    judging.require()
    run("submitted", document, facts, judging.moment)
    count(document, moment)
    documents.keep_next(document, form, facts, judging.judged(), moment)
    finish(task, document, moment)
    enter(document, form, facts, moment)
    return document


def change(
    task_id: int, person_id: int, form: DocumentType, facts: Facts, seen: int, moment: Moment
) -> Document:
    """Change cells that the step may edit, as its work; raises NotYours, TooLate, PaperChanged, Refused."""
    task, document = held_task(task_id, person_id)
    require_open(task, document)
    require_unchanged(document, seen)
    require_within(task, documents.said(documents.current(document), form), facts)
    judging = Judging(form, facts, moment)
    judging.require()
    for name, value in documents.promoted(form, facts, document.unit_id, judging.moment).items():
        setattr(document, name, value)
    head, writer = documents.head_of(document), documents.Writer(person_id, moment.at, task.id)
    snapshot = documents.snap(document, form, facts, head, judging.judged(), writer)
    record(stream(document), "document:changed", person_id, moment.at, task=task.id, snapshot=snapshot.digest)
    return document


def decide(task_id: int, person_id: int, verdict: Verdict, moment: Moment) -> Decision:
    """Decide a task; raises NotYours, TooLate, PaperChanged, Unanswered, Refused."""
    task, document = held_task(task_id, person_id)
    if task.step is None or person_id in writers(document.id):
        raise NotYours
    require_open(task, document)
    require_unchanged(document, verdict.seen)
    if declaration(task.step).answer and not verdict.opinion.strip():
        raise Unanswered
    finish(task, document, moment)
    decision = note(task, document, verdict, moment)
    {"approve": approve, "return": give_back, "reject": reject}[verdict.kind](document, decision, moment)
    return decision


def held_task(task_id: int, person_id: int) -> tuple[Task, Document]:
    """Lock the task's document, then read the task anew; raises NotYours."""
    owner = select(Task.document_id).filter_by(id=task_id, person_id=person_id)
    document_id = db.session.scalar(owner)
    document = hold(Document, id=document_id) if document_id else None
    if document is None:
        raise NotYours
    return db.session.scalars(select(Task).filter_by(id=task_id)).one(), document


def require_open(task: Task, document: Document) -> None:
    """Raise TooLate, with the decision that counts, unless the task still waits."""
    if task.state != "open":
        raise TooLate(newest_decision(document.id))


def newest_decision(document_id: int) -> Decision | None:
    """The decision that counts, if there is one."""
    newest = select(Decision).filter_by(document_id=document_id).order_by(Decision.id.desc()).limit(1)
    return db.session.scalar(newest)


def require_unchanged(document: Document, seen: int) -> None:
    """What was seen is what is decided."""
    if document.snapshot_id != seen:
        raise PaperChanged


def require_within(task: Task, before: Facts, after: Facts) -> None:
    """A signer changes only what his step may change; raises NotYours."""
    edits = declaration(task.step).edits if task.step else ()
    names = before.__struct_fields__
    if any(getattr(before, n) != getattr(after, n) for n in names if n not in edits):
        raise NotYours


def finish(task: Task, document: Document, moment: Moment) -> None:
    """Close the task as done, and every other task of the document; exactly one caller gets through."""
    mine = update(Task).where(Task.id == task.id, Task.state == "open")
    done = db.session.execute(mine.values(state="done", closed_at=moment.at))
    if done.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
        require_open(db.session.get_one(Task, task.id, populate_existing=True), document)
    closed = close_tasks(document.id, moment.at)
    settle(map(task_key, (task.id, *closed)), moment.at)
    others = {n: p for n, p in closed.items() if p != task.person_id}
    tell([taken(document, n, person_id, task.person.name) for n, person_id in others.items()], moment.at)


def note(task: Task, document: Document, verdict: Verdict, moment: Moment) -> Decision:
    """Store the decision and its event; the short code on paper is the event's digest."""
    told = {"opinion": verdict.opinion, "post": task.post}
    seen = db.session.get_one(Snapshot, verdict.seen).digest
    event = record(
        stream(document),
        f"task:{verdict.kind}",
        task.person_id,
        moment.at,
        task=task.id,
        snapshot=seen,
        **told,
    )
    who = {
        "document_id": document.id,
        "step_id": task.step_id,
        "task_id": task.id,
        "person_id": task.person_id,
    }
    decision = Decision(
        **who,
        **told,
        snapshot_id=verdict.seen,
        kind=verdict.kind,
        code=short_code(event.digest),
        at=moment.at,
    )
    db.session.add(decision)
    db.session.flush()
    return decision


def approve(document: Document, decision: Decision, moment: Moment) -> None:
    """The step is done; the next one opens, or the document is approved and its paper ordered."""
    decision.step.state = "done"
    db.session.flush()
    if declaration(decision.step).receives:
        form = catalogue().type(document.type)
        documents.receive(document, form, facts_of(document), decision.person_id, moment)
    if not goes_on(document, moment):
        tell([decided(document, decision)], moment.at)


def goes_on(document: Document, moment: Moment) -> bool:
    """Open the next step; where none is left the document is approved, and False."""
    if advance(document, moment):
        return True
    run("approved", document, facts_of(document), moment)
    conclude(document, "approved", moment)
    return False


def conclude(document: Document, status: Literal["approved", "effective"], moment: Moment) -> None:
    """The document is in force from now on; its paper is ordered."""
    document.status, document.finished_at = status, moment.at
    stop(document.id, moment.at)
    record(stream(document), f"document:{status}", None, moment.at)
    order_paper(document, moment.at)


def give_back(document: Document, decision: Decision, moment: Moment) -> None:
    """Back to the author for correction, under the same number."""
    cancel_steps(document.id)
    document.status = "returned"
    cause = Cause(declaration(decision.step).clause, "退回修改")
    give(document, {document.author_id: cause}, moment.at)


def reject(document: Document, decision: Decision, moment: Moment) -> None:
    """The document ends here."""
    cancel_steps(document.id)
    document.status, document.finished_at = "rejected", moment.at
    stop(document.id, moment.at)
    tell([decided(document, decision)], moment.at)
    uncount(document)
