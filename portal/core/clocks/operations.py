"""Starting, pausing, extending and stopping clocks; inside the operation that gives cause for it."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, select, update

from portal.core.audit.chain import record
from portal.core.calendar import Extension, Pause
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.time_limit import TimeLimit
from portal.core.web.context import catalogue
from portal.extensions import db, hold

OF_STEPS, OF_STAGES = Clock.step_id.is_not(None), Clock.stage != ""


class NotRunning(LookupError):
    """The clock is stopped, or not in the state that the act wants."""


class Moved(NamedTuple):
    """A clock whose end changed, and when it was due before."""

    clock: Clock
    before: datetime | None


class Part(NamedTuple):
    """What of a document a clock runs on: a step, a stage, or (neither) the whole; by the working time of the
    unit that is meant to act, where this is not the document's."""

    name: str
    step_id: int | None = None
    stage: str = ""
    unit_id: int | None = None


def start(document: Document, part: Part, declared: TimeLimit, moment: Moment) -> Clock:
    """Let a limit run on a document or a part of it from now on; raises NoValue."""
    limit = declared.limit
    if declared.parameter:
        parameter = next(p for p in catalogue().parameters() if p.name == declared.parameter)
        limit = limit.more(moment.terms.value(parameter))
    clock = Clock(
        document_id=document.id, state="running",
        **part._replace(unit_id=part.unit_id or document.unit_id)._asdict(),
        declared=text(declared), limit=text(limit), pauses="[]", extensions="[]",
        began_at=moment.at, provisional=False,
    )  # fmt: skip
    count(clock, moment)
    db.session.add(clock)
    db.session.flush()
    return clock


def count(clock: Clock, moment: Moment) -> None:
    """Make the end of a clock anew from everything that it rests on."""
    clock.due_at, clock.provisional = end_of(clock, moment)


def end_of(clock: Clock, moment: Moment) -> tuple[datetime | None, bool]:
    """When a clock is due (never while it is paused), and whether that is a guess."""
    deadline = clock.running.due(moment.terms.of_unit(clock.unit_id).working_time)
    return deadline.at, deadline.provisional


def stop(document_id: int, at: datetime, *which: ColumnElement[bool]) -> None:
    """Stop the clocks of a document, or those of its steps or stages alone (OF_STEPS, OF_STAGES)."""
    mine = update(Clock).where(Clock.document_id == document_id, *which, Clock.state != "stopped")
    db.session.execute(mine.values(state="stopped", stopped_at=at))


def run_again(step_id: int, stopped_at: datetime) -> None:
    """Let the clock of a step run on as if it had not been stopped at that instant."""
    mine = update(Clock).where(Clock.step_id == step_id, Clock.stopped_at == stopped_at)
    db.session.execute(mine.values(state="running", stopped_at=None))


def run_on_after(clock: Clock, reason: str, person_id: int, moment: Moment) -> None:
    """Let a stopped clock run on because what stopped it did not last: the time between is a pause."""
    if clock.state != "stopped" or clock.stopped_at is None:
        return
    pauses = (*clock.running.pauses, Pause(clock.stopped_at, moment.at, reason))
    change(clock, "running", "clock:resumed", person_id, moment, pauses=pauses, reason=reason)
    clock.stopped_at = clock.told_at = clock.escalated_at = None


def runs(document_id: int) -> bool:
    """Whether any clock of a document is not stopped."""
    mine = select(Clock.id).where(Clock.document_id == document_id, Clock.state != "stopped")
    return db.session.scalar(mine.limit(1)) is not None


def pause(clock_id: int, reason: str, person_id: int, moment: Moment) -> Clock:
    """Let a running clock stand still, for a reason; raises NotRunning."""
    clock = locked(clock_id, "running")
    pauses = (*clock.running.pauses, Pause(moment.at, None, reason))
    change(clock, "paused", "clock:paused", person_id, moment, pauses=pauses, reason=reason)
    return clock


def resume(clock_id: int, person_id: int, moment: Moment) -> Clock:
    """Let a paused clock run again; raises NotRunning."""
    clock = locked(clock_id, "paused")
    run_on(clock, person_id, moment)
    return clock


def end_pauses(document_id: int, moment: Moment) -> None:
    """Let the clocks of a document that stand still run on before they are stopped, so that each has an end;
    its document is held."""
    paused = select(Clock).filter_by(document_id=document_id, state="paused").order_by(Clock.id)
    for clock in db.session.scalars(paused).all():
        run_on(clock, None, moment)


def run_on(clock: Clock, person_id: int | None, moment: Moment) -> None:
    """End the pause of a clock that stands still."""
    *before, last = clock.running.pauses
    pauses = (*before, replace(last, until=moment.at))
    change(clock, "running", "clock:resumed", person_id, moment, pauses=pauses, reason=last.reason)


def extend(clock_id: int, extension: Extension, person_id: int, moment: Moment) -> Clock:
    """Give a clock another limit, by an approved record; raises NotRunning."""
    clock = db.session.get(Clock, clock_id)
    clock = locked(clock_id, clock.state if clock and clock.state != "stopped" else "running")
    extensions = (*clock.running.extensions, extension)
    told = {"extensions": extensions, "reason": extension.record}
    change(clock, clock.state, "clock:extended", person_id, moment, **told)
    clock.told_at = clock.escalated_at = None
    return clock


def locked(clock_id: int, state: str) -> Clock:
    """A clock in a state, with its document locked; raises NotRunning."""
    document_id = db.session.scalar(select(Clock.document_id).filter_by(id=clock_id))
    if document_id is None or hold(Document, id=document_id) is None:
        raise NotRunning
    clock = db.session.get_one(Clock, clock_id, populate_existing=True)
    if clock.state != state:
        raise NotRunning
    return clock


def change(
    clock: Clock, state: str, event: str, person_id: int | None, moment: Moment, **changed: Any
) -> None:
    """Store what moved a clock, count it anew, and say so in its document's stream."""
    reason = changed.pop("reason")
    before = clock.due_at
    for name, value in changed.items():
        setattr(clock, name, text(value))
    clock.state = state
    count(clock, moment)
    db.session.flush()
    document = db.session.get_one(Document, clock.document_id)
    told = {"clock": clock.id, "name": clock.name, "reason": reason, "before": before, "due": clock.due_at}
    record(stream(document), event, person_id, moment.at, **told)


def drifted(moment: Moment) -> list[int]:
    """The running clocks whose end is another now, because the calendar changed; nothing is changed."""
    running = db.session.scalars(select(Clock).where(Clock.state == "running").order_by(Clock.id))
    return [clock.id for clock in running if end_of(clock, moment) != (clock.due_at, clock.provisional)]


def recount(clock_id: int, moment: Moment) -> Moved | None:
    """Count a running clock anew; None when somebody stopped it or its end is where it was."""
    try:
        clock = locked(clock_id, "running")
    except NotRunning:
        return None
    before = clock.due_at
    count(clock, moment)
    db.session.flush()
    return Moved(clock, before) if clock.due_at != before else None


def text(value: Any) -> str:
    """Something as JSON."""
    return msgspec.json.encode(value).decode()
