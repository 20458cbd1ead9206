"""What happens when time is up: people are told, the superior takes part, and nothing passes by itself unless
its flow says so and no money is at stake."""

from sqlalchemy import or_, select

from portal.core.approval.concluding import go_on
from portal.core.approval.desks import Call
from portal.core.approval.hooks import asked_of_clock
from portal.core.approval.models import RouteStep, Task
from portal.core.approval.panels import Setting, close_step, seat, seats_at
from portal.core.approval.pointing import way_up
from portal.core.approval.rights import barred
from portal.core.approval.routing import superiors
from portal.core.approval.telling import escalated, overdue, passed_over, postponed
from portal.core.audit.chain import record
from portal.core.clocks.models import Clock
from portal.core.clocks.operations import drifted, recount, stop
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import tell
from portal.core.web.context import catalogue
from portal.extensions import db, hold, writing


def watch_clocks(moment: Moment) -> None:
    """Look at every clock that is overdue and was not dealt with, one transaction each."""
    is_over = (Clock.state == "running", Clock.due_at <= moment.at)
    new = or_(Clock.told_at.is_(None), Clock.escalated_at.is_(None))
    for clock_id in db.session.scalars(select(Clock.id).where(*is_over, new).order_by(Clock.id)).all():
        with writing():
            look_at(clock_id, moment)


def keep_clocks(moment: Moment) -> None:
    """Let every clock follow the calendar, one transaction each, and tell those whose time it is."""
    for clock_id in drifted(moment):
        with writing():
            moved = recount(clock_id, moment)
            if moved:
                document = db.session.get_one(Document, moved.clock.document_id)
                people = late(document, moved.clock)
                tell([postponed(document, moved, person_id) for person_id in people], moment.at)


def look_at(clock_id: int, moment: Moment) -> None:
    """Tell whoever is late, once; then, when that time has come too, let the superior take part."""
    clock = db.session.get_one(Clock, clock_id)
    document = hold(Document, id=clock.document_id)
    clock = db.session.get_one(Clock, clock_id, populate_existing=True)
    if document is None or not clock.overdue(moment.at):
        return
    if clock.told_at is None:
        clock.told_at = moment.at
        tell([overdue(document, clock, person_id) for person_id in late(document, clock)], moment.at)
    if clock.escalated_at is None and escalates(clock, moment):
        clock.escalated_at = moment.at
        go_up(document, clock, moment)
    db.session.flush()


def late(document: Document, clock: Clock) -> list[int]:
    """Who has the overdue step on his desk; of a document that is overdue as a whole whom its regulation
    names, else who sent it."""
    if clock.step_id is None:
        return asked_of_clock("late", document, clock) or [document.author_id]
    on_desk = select(Task.person_id).filter_by(step_id=clock.step_id, state="open")
    return list(db.session.scalars(on_desk.order_by(Task.id)))


def escalates(clock: Clock, moment: Moment) -> bool:
    """Whether the time after which the superior takes part is over too; without one, a step that may pass
    does so at once."""
    limit = clock.time_limit.escalates
    if clock.time_limit.passes and limit is None:
        return True
    if limit is None or clock.due_at is None:
        return False
    end = limit.due(clock.due_at, moment.terms.of_unit(clock.unit_id).working_time).at
    return end is not None and end < moment.at


def go_up(document: Document, clock: Clock, moment: Moment) -> None:
    """Let the next superior take part in an overdue step, or let it pass where its flow allows that."""
    step = db.session.get(RouteStep, clock.step_id) if clock.step_id else None
    if step is None:
        people = asked_of_clock("escalated", document, clock)
        tell([escalated(document, clock, person_id) for person_id in people], moment.at)
        return
    if clock.time_limit.passes and not catalogue().type(document.type).moves_money():
        pass_over(document, step, moment)
        return
    busy = set(late(document, clock))
    declared = step.declared
    places = way_up(document, declared, moment.day)
    above = superiors(places, barred(document, moment) | busy, moment.day, [])
    reason = f"{declared.name}超时，升级"
    calls = {h.person_id: Call(h.person_id, reason, h.post.title, h.id) for h in above.signers}
    if calls:
        seat(document, step, Setting("over"), calls.values(), moment)
        tell([escalated(document, clock, person_id) for person_id in calls], moment.at)
        record(stream(document), "step:escalated", None, moment.at, step=step.id, people=sorted(calls))


def pass_over(document: Document, step: RouteStep, moment: Moment) -> None:
    """Go on without a signature, and say so everywhere."""
    step.state, step.trace = "skipped", '["超时跳过"]'
    close_step(seats_at(document, step.id), None, moment)
    stop(document.id, moment.at, Clock.step_id == step.id)
    record(stream(document), "step:passed_over", None, moment.at, step=step.id)
    tell([passed_over(document, step.id, step.declared.name)], moment.at)
    go_on(document, None, moment)
