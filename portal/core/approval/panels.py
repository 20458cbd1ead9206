"""Panels: people who decide together. One is opened, counted after each voice, and ended with what hangs on
it."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from sqlalchemy import and_, select

from portal.core.approval.desks import ON_DESK, Call, Cause, clear, give, wake
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.tally import Outcome, Voice, outcome
from portal.core.documents.models import Document
from portal.core.flow import Mode
from portal.core.instants import Moment
from portal.extensions import db

Side = Literal["main", "before", "after", "beside", "over", "ask"]
WHOLE: tuple[Side, ...] = ("main", "beside", "over")
VOICES: dict[str | None, Voice] = {"approve": "yes", "advise": "yes"}


class Setting(NamedTuple):
    """How a panel stands on the way: its side, how it counts, and the task it hangs on."""

    side: Side = "main"
    mode: Mode = "any"
    share: int = 0
    parent_id: int | None = None


def seat(
    document: Document,
    step: RouteStep,
    setting: Setting,
    calls: Iterable[Call],
    moment: Moment,
    decision: Decision | None = None,
) -> Panel:
    """Open a panel of a step, and give its people their tasks."""
    panel = Panel(document_id=document.id, step_id=step.id, state="open", **setting._asdict())
    db.session.add(panel)
    db.session.flush()
    give(document, calls, Cause(step.declared.clause, panel, decision), moment)
    return panel


def count(document: Document, panel: Panel, decision: Decision | None, moment: Moment) -> Outcome:
    """Count a panel after a voice came in, or one fell away: `agreed` when its whole step is over with it."""
    found = outcome(panel.mode, panel.share, [voice for _, voice in voices(panel)])
    if found == "open":
        call_next(document, panel, decision, moment)
    if found != "agreed":
        return found
    end(document, panel, decision, moment)
    if panel.side in WHOLE:
        return "agreed" if panel.side == "over" or not open_panels(panel.step_id) else "open"
    parent = db.session.get_one(Task, panel.parent_id)
    if panel.side != "after":
        wake(document, parent, moment, woken_by=decision.id if decision else None)
        return "open"
    return count(document, db.session.get_one(Panel, parent.panel_id), decision, moment)


def voices(panel: Panel) -> list[tuple[Task, Voice]]:
    """Who of a panel has said what, in order; a yes counts when those added after it have agreed too."""
    query = select(Task, Decision.kind).outerjoin(
        Decision, and_(Decision.task_id == Task.id, ~Decision.taken_back)
    )
    query = query.where(Task.panel_id == panel.id, Task.state != "closed").order_by(Task.place, Task.id)
    after = {each.parent_id for each in hanging(panel) if each.side == "after"}
    rows = db.session.execute(query).all()
    return [(task, voice(task, kind, task.id in after)) for task, kind in rows]


def voice(task: Task, kind: str | None, unfinished: bool) -> Voice:
    """One person's voice."""
    if task.state == "waiting":
        return "waiting"
    if task.state == "open" or unfinished:
        return "open"
    return VOICES.get(kind, "no")


def call_next(document: Document, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """In a panel that goes in order, wake whoever is next."""
    said = voices(panel)
    if panel.mode == "in_order" and not any(voice == "open" or waits(task) for task, voice in said):
        for task, voice in said:
            if voice == "waiting":
                wake(document, task, moment, opened_by=decision.id if decision else None)
                return


def waits(task: Task) -> bool:
    """Whether a task waits for people whom its person asked or added, not for its turn."""
    hung = select(Panel.id).where(Panel.parent_id == task.id, Panel.state == "open")
    return task.state == "waiting" and db.session.scalar(hung.limit(1)) is not None


def hanging(panel: Panel) -> list[Panel]:
    """The open panels that hang on the tasks of one."""
    tasks = select(Task.id).where(Task.panel_id == panel.id)
    query = select(Panel).where(Panel.parent_id.in_(tasks), Panel.state == "open")
    return list(db.session.scalars(query.order_by(Panel.id)))


def open_panels(step_id: int) -> list[Panel]:
    """The open panels of a step that must agree before it is over."""
    query = select(Panel).where(Panel.step_id == step_id, Panel.state == "open", Panel.side.in_(WHOLE))
    return list(db.session.scalars(query.order_by(Panel.id)))


def end(document: Document, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """A panel has agreed: whoever of it has not spoken is not asked any more, nor whom they had added."""
    for each in hanging(panel):
        if each.side not in WHOLE:
            close(document, each, decision, moment)
    panel.state, panel.decided_by = "done", decision.id if decision else None
    clear(document, moment, Task.panel_id == panel.id, decision=decision)


def close(document: Document, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """A panel is not asked any more, with all that hangs on it."""
    for each in hanging(panel):
        close(document, each, decision, moment)
    panel.state, panel.decided_by = "closed", decision.id if decision else None
    clear(document, moment, Task.panel_id == panel.id, decision=decision)


def remove(document: Document, task: Task, moment: Moment) -> None:
    """Somebody is not asked any more, nor are those whom he had asked or added."""
    hung = select(Panel).where(Panel.parent_id == task.id, Panel.state == "open")
    for panel in db.session.scalars(hung.order_by(Panel.id)).all():
        close(document, panel, None, moment)
    clear(document, moment, Task.id == task.id)


def close_step(document: Document, step_id: int, decision: Decision | None, moment: Moment) -> None:
    """Close every panel of a step that is still open."""
    query = select(Panel).where(Panel.step_id == step_id, Panel.state == "open").order_by(Panel.id)
    for panel in db.session.scalars(query).all():
        panel.state, panel.decided_by = "closed", decision.id if decision else None
    clear(document, moment, Task.step_id == step_id, decision=decision)


def members(panel_id: int) -> set[int]:
    """Everybody who is, or was with a decision, in a panel."""
    query = select(Task.person_id).where(Task.panel_id == panel_id, Task.state.in_((*ON_DESK, "done")))
    return set(db.session.scalars(query))
