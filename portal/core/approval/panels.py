"""Panels: people who decide together. One is opened, counted after each voice, and ended with what hangs on
it."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from sqlalchemy import Integer, Select, and_, bindparam, exists, select

from portal.core.approval.desks import ON_DESK, Call, Cause, clear, give, take_off, wake
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.tally import Outcome, Voice, outcome
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.flow import Mode
from portal.core.instants import Moment
from portal.extensions import db

Side = Literal["main", "before", "after", "beside", "over", "ask"]
WHOLE: tuple[Side, ...] = ("main", "beside", "over")
VOICES: dict[str | None, Voice] = {"approve": "yes", "advise": "yes"}


class Seats(NamedTuple):
    """Who sits, or sat, at a step of a document: its panels, and its tasks with the decisions that count; and
    whether a clock of the step runs.

    Read once and handed on, they change with what the operation does; who is added later is not among them.
    """

    document: Document
    panels: list[Panel]
    said: Sequence[tuple[Task, str | None]]
    timed: bool

    def hanging(self, panel: Panel) -> list[Panel]:
        """The open panels that hang on the tasks of one."""
        return self.hung_on({task.id for task, _ in self.said if task.panel_id == panel.id})

    def hung_on(self, task_ids: Collection[int]) -> list[Panel]:
        """The open panels that hang on some tasks."""
        return [each for each in self.panels if each.parent_id in task_ids and each.state == "open"]

    def open_whole(self) -> list[Panel]:
        """The open panels that must agree before the step is over."""
        return [each for each in self.panels if each.state == "open" and each.side in WHOLE]

    def on_desks(self, panel: Panel | None = None) -> list[Task]:
        """The tasks that lie on desks or wait there: of one panel, or of all."""
        mine = (task for task, _ in self.said if panel is None or task.panel_id == panel.id)
        return sorted((task for task in mine if task.state in ON_DESK), key=attrgetter("id"))


def seats_at(document: Document, step_id: int) -> Seats:
    """Who sits at a step; in one question, asked behind the lock."""
    rows = db.session.execute(every_seat(), {"step_id": step_id}).all()
    panels = list(dict.fromkeys(panel for panel, *_ in rows))
    said = [(task, kind) for _, task, kind, _ in rows if task]
    return Seats(document, panels, said, any(timed for *_, timed in rows))


@cache
def every_seat() -> Select[Any]:
    """SQL, written once as every decision asks it: panels, tasks and words at a `step_id`, and whether its
    clock runs."""
    step_id = bindparam("step_id", type_=Integer)
    counts = and_(Decision.task_id == Task.id, ~Decision.taken_back)
    timed = exists().where(Clock.step_id == step_id, Clock.state != "stopped")
    query: Any = select(Panel, Task, Decision.kind, timed).outerjoin(Task, Task.panel_id == Panel.id)
    query = query.outerjoin(Decision, counts).where(Panel.step_id == step_id)
    return query.order_by(Panel.id, Task.place, Task.id)  # type: ignore[no-any-return]  # made of Any


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


def count(seats: Seats, panel: Panel, decision: Decision | None, moment: Moment) -> Outcome:
    """Count a panel after a voice came in, or one fell away: `agreed` when its whole step is over with it."""
    found = outcome(panel.mode, panel.share, [voice for _, voice in voices(seats, panel)])
    if found == "open":
        call_next(seats, panel, decision, moment)
    if found != "agreed":
        return found
    end(seats, panel, decision, moment)
    if panel.side in WHOLE:
        return "agreed" if panel.side == "over" or not seats.open_whole() else "open"
    parent = db.session.get_one(Task, panel.parent_id)
    if panel.side != "after":
        wake(seats.document, parent, moment, woken_by=decision.id if decision else None)
        return "open"
    return count(seats, db.session.get_one(Panel, parent.panel_id), decision, moment)


def voices(seats: Seats, panel: Panel) -> list[tuple[Task, Voice]]:
    """Who of a panel has said what, in order; a yes counts when those added after it have agreed too."""
    after = {each.parent_id for each in seats.hanging(panel) if each.side == "after"}
    said = ((task, kind) for task, kind in seats.said if task.panel_id == panel.id and task.state != "closed")
    return [(task, voice(task, kind, task.id in after)) for task, kind in said]


def voice(task: Task, kind: str | None, unfinished: bool) -> Voice:
    """One person's voice."""
    if task.state == "waiting":
        return "waiting"
    if task.state == "open" or unfinished:
        return "open"
    return VOICES.get(kind, "no")


def call_next(seats: Seats, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """In a panel that goes in order, wake whoever is next."""
    said = voices(seats, panel)
    if panel.mode == "in_order" and not any(voice == "open" or waits(seats, task) for task, voice in said):
        for task, voice in said:
            if voice == "waiting":
                wake(seats.document, task, moment, opened_by=decision.id if decision else None)
                return


def waits(seats: Seats, task: Task) -> bool:
    """Whether a task waits for people whom its person asked or added, not for its turn."""
    return task.state == "waiting" and bool(seats.hung_on({task.id}))


def end(seats: Seats, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """A panel has agreed: whoever of it has not spoken is not asked any more, nor whom they had added."""
    for each in seats.hanging(panel):
        if each.side not in WHOLE:
            close(seats, each, decision, moment)
    panel.state, panel.decided_by = "done", decision.id if decision else None
    take_off(seats.document, seats.on_desks(panel), moment, decision)


def close(seats: Seats, panel: Panel, decision: Decision | None, moment: Moment) -> None:
    """A panel is not asked any more, with all that hangs on it."""
    for each in seats.hanging(panel):
        close(seats, each, decision, moment)
    panel.state, panel.decided_by = "closed", decision.id if decision else None
    take_off(seats.document, seats.on_desks(panel), moment, decision)


def remove(seats: Seats, task: Task, moment: Moment) -> None:
    """Somebody is not asked any more, nor are those whom he had asked or added."""
    for panel in seats.hung_on({task.id}):
        close(seats, panel, None, moment)
    clear(seats.document, moment, Task.id == task.id)


def close_step(seats: Seats, decision: Decision | None, moment: Moment) -> None:
    """Close every panel of a step that is still open."""
    for panel in seats.panels:
        if panel.state == "open":
            panel.state, panel.decided_by = "closed", decision.id if decision else None
    take_off(seats.document, seats.on_desks(), moment, decision)


def members(panel_id: int) -> set[int]:
    """Everybody who is, or was with a decision, in a panel."""
    query = select(Task.person_id).where(Task.panel_id == panel_id, Task.state.in_((*ON_DESK, "done")))
    return set(db.session.scalars(query))
