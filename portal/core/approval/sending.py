"""Sending a sheet, sending it again after it came back, and changing it inside a step."""

from portal.core.approval.concluding import conclude, take_effect
from portal.core.approval.desks import clear
from portal.core.approval.faults import NotInUse, NotYours
from portal.core.approval.hooks import run
from portal.core.approval.judging import Judging
from portal.core.approval.models import Task
from portal.core.approval.overrides import flow_on
from portal.core.approval.rights import Held, held_task, require_open, require_unchanged
from portal.core.approval.route import advance, lay, newest_round, rewind, taken
from portal.core.approval.secluding import seclude
from portal.core.approval.urging import settle_tasks
from portal.core.audit.chain import record
from portal.core.clocks.operations import runs
from portal.core.clocks.stages import begin
from portal.core.document_type import DocumentType
from portal.core.documents import operations as documents
from portal.core.documents.models import Document
from portal.core.documents.operations import Author, stream
from portal.core.duties.closing import count
from portal.core.facts import Facts
from portal.core.instants import Moment
from portal.core.web.context import catalogue


def send(
    form: DocumentType, facts: Facts, author: Author, key: str, moment: Moment, paper: str = ""
) -> Document:
    """Send a sheet for the first time: along its route, or effective at once; `paper` is the number on the
    blank that it was written on. Raises NotInUse, AlreadySent, NotOnPaper, Refused."""
    judging = Judging(form, facts, moment)
    document = documents.create(form, facts, author, key, judging.moment, paper)
    require_in_use(form, moment)
    judging.require()
    run("submitted", document, facts, judging.moment)
    count(document, moment)
    documents.keep_first(document, form, facts, author, judging.judged(), moment)
    if form.audience:
        seclude(document, form.audience, moment)
    if form.flow:
        begin(document, form, moment)
        lay(document, flow_on(form, moment.day))
        go_on(document, moment)
    else:
        conclude(document, "effective", moment)
        begin(document, form, moment)
    return document


def require_in_use(form: DocumentType, moment: Moment) -> None:
    """The company uses the form's regulation, or the form belongs into a case that is open; raises
    NotInUse."""
    if not (form.within or catalogue().chapter_of(form.code).used(moment.terms.values, moment.day)):
        raise NotInUse(form.code)


def resend(
    task_id: int, person_id: int, form: DocumentType, facts: Facts, key: str, moment: Moment
) -> Document:
    """Send again what came back: straight to whoever wants it so, or along its whole way. Raises NotYours,
    TooLate, AlreadySent, NumberedOtherwise, Refused."""
    held = held_task(task_id, person_id, moment)
    if held.task.step is not None:
        raise NotYours
    document = held.document
    judging = Judging(form, facts, moment)
    documents.revise(document, form, facts, key, judging.moment)
    judging.require()
    run("submitted", document, facts, judging.moment)
    count(document, moment)
    documents.keep_next(document, form, facts, judging.judged(), moment)
    require_open(held.task, document)
    held.task.state, held.task.closed_at = "done", moment.at
    settle_tasks([held.task.id], moment.at)
    clear(document, moment)
    if not runs(document.id):
        begin(document, form, moment)
    walk_again(document, moment)
    return document


def walk_again(document: Document, moment: Moment) -> None:
    """Go on where somebody asked for it back, else begin the way anew, on the edition that it took first."""
    steps = newest_round(document.id)
    paused = [step for step in steps if step.state == "paused"]
    if paused:
        rewind(document, paused, "waiting", moment)
    else:
        lay(document, taken(document.id))
    go_on(document, moment)


def go_on(document: Document, moment: Moment) -> None:
    """Open what comes next; a document whose facts ask for no step is approved at once."""
    if not advance(document, moment):
        take_effect(document, moment)


def change(
    task_id: int, person_id: int, form: DocumentType, facts: Facts, seen: int, moment: Moment
) -> Document:
    """Change cells that the step may edit, as its work; raises NotYours, NoLonger, TooLate, PaperChanged,
    Refused."""
    held = held_task(task_id, person_id, moment)
    require_open(held.task, held.document)
    require_unchanged(held.document, seen)
    document = held.document
    require_within(held.task, documents.said(documents.current(document), form), facts)
    judging = Judging(form, facts, moment)
    judging.require()
    for name, value in documents.promoted(form, facts, document.unit_id, judging.moment).items():
        setattr(document, name, value)
    store_change(held, form, facts, judging, moment)
    return document


def store_change(held: Held, form: DocumentType, facts: Facts, judging: Judging, moment: Moment) -> None:
    """Store the version that a signer made."""
    document, task = held.document, held.task
    head, writer = documents.head_of(document), documents.Writer(held.actor_id, moment.at, task.id)
    snapshot = documents.snap(document, form, facts, head, judging.judged(), writer)
    told = {"task": task.id, "snapshot": snapshot.digest}
    record(stream(document), "document:changed", held.actor_id, moment.at, **told)


def require_within(task: Task, before: Facts, after: Facts) -> None:
    """A signer changes only what his step may change, and nobody whom he asked or added; raises NotYours."""
    panel = task.panel
    edits = task.step.declared.edits if task.step and panel and panel.side in ("main", "over") else ()
    names = before.__struct_fields__
    if any(getattr(before, n) != getattr(after, n) for n in names if n not in edits):
        raise NotYours
