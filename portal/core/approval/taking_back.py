"""取回: a signer undoes his consent while nobody who came after has acted, or even looked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from portal.core.approval.acts import Act, act
from portal.core.approval.desks import ON_DESK, clear, put, shelve
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.panels import seats_at, voices
from portal.core.approval.route import newest_round, rewind
from portal.core.approval.stays import forget_stay
from portal.core.approval.withdrawing import require_status
from portal.core.clocks.operations import run_again
from portal.core.documents.models import Document
from portal.core.instants import Moment, local_text
from portal.core.web.context import zone
from portal.extensions import db, hold

UNDOABLE = ("approve", "against", "advise")


def note_seen(task_id: int, at: datetime) -> None:
    """Somebody opened the page of his turn: whoever came before can take nothing back any more."""
    unseen = update(Task).where(Task.id == task_id, Task.state == "open", Task.seen_at.is_(None))
    db.session.execute(unseen.values(seen_at=at))


def take_back(decision_id: int, person_id: int, moment: Moment) -> Task:
    """Undo a consent: it is this person's turn again. Raises NotYours, NotPossible."""
    mine = select(Decision.document_id).filter_by(id=decision_id, person_id=person_id)
    document_id = db.session.scalar(mine)
    document = hold(Document, id=document_id) if document_id else None
    if document is None:
        raise NotYours
    if not document.voiding:
        require_status(document, "in_review")
    decision = db.session.get_one(Decision, decision_id, populate_existing=True)
    of_it = {"document_id": document.id}
    steps = db.session.scalars(select(RouteStep).filter_by(**of_it))
    tasks = db.session.scalars(select(Task).filter_by(**of_it).options(joinedload(Task.panel)))
    fault = why_not_taken_back(decision, document, steps, tasks)
    if fault:
        raise NotPossible(fault)
    task = db.session.get_one(Task, decision.task_id)
    undone: dict[str, Any] = {"task": task, "for_id": decision.for_id, "decision_id": decision_id}
    act(document, Act("take_back", person_id, **undone), moment)
    undo(document, decision, moment)
    return sit_again(document, task, moment)


def why_not_taken_back(
    decision: Decision, document: Document, steps: Iterable[RouteStep], tasks: Iterable[Task]
) -> str:
    """Why a decision cannot be taken back, by all steps and tasks of its document; empty when it can."""
    if decision.kind not in UNDOABLE or decision.taken_back:
        return "只有自己最近一次同意可以取回。"
    if document.status != "in_review" and not document.voiding:
        return f"这张单据{document.status_label}，不能取回。"
    steps, known = list(steps), {task.id: task for task in tasks}
    step = next(each for each in steps if each.id == decision.step_id)
    walked_again = document.voiding and step.purpose != "void"
    if walked_again or step.state not in ("open", "done") or not is_newest(known[decision.task_id], known):
        return "这一步已经重新走过，不能取回。"
    panel = known[decision.task_id].panel
    if panel is not None and panel.state != "open" and panel.decided_by != decision.id:
        return "这一步已由后来的人办完，不能取回。"
    later = [task for task in known.values() if decision.id in (task.opened_by, task.woken_by)]
    return why_not_unseen(decision, later, known) or why_nothing_comes(step, later, steps)


def is_newest(task: Task, known: Mapping[int, Task]) -> bool:
    """Whether a task belongs to the newest opening of its step: a main panel begins each."""
    panels = [each.panel for each in known.values() if each.step_id == task.step_id and each.panel]
    return (task.panel_id or 0) >= max((panel.id for panel in panels if panel.side == "main"), default=0)


def why_not_unseen(decision: Decision, later: Iterable[Task], known: Mapping[int, Task]) -> str:
    """Who stands in the way: whoever came after has acted, or has looked."""
    later = sorted(later, key=lambda task: task.state != "done")
    for task in later:
        if task.state not in ON_DESK or (task.acted_at and task.opened_by == decision.id):
            return f"{task.person.name}{acted(task)}处理，不能取回。"
        if task.seen_at:
            return f"{task.person.name}已经打开看过，不能取回。"
    came_back = waited_for(decision, known) - {task.id for task in later}
    return "后面的人已经处理，不能取回。" if came_back else ""


def acted(task: Task) -> str:
    """已于 2026-11-19 16:20."""
    at = task.closed_at or task.acted_at
    return f"已于 {local_text(at, zone())} " if at else "已经"


def waited_for(decision: Decision, known: Mapping[int, Task]) -> set[int]:
    """Ids of the tasks that had waited for a panel which a decision ended."""
    ended = [task.panel for task in known.values() if task.panel and task.panel.decided_by == decision.id]
    before = (panel for panel in ended if panel.state == "done" and panel.side in ("before", "ask"))
    return {panel.parent_id for panel in before if panel.parent_id}


def why_nothing_comes(step: RouteStep, later: list[Task], steps: Iterable[RouteStep]) -> str:
    """A step that is over can be opened again while what it led to still waits, or is held."""
    held = [each for each in steps if each.state == "held" and each.position > step.position]
    if step.state == "open" or later or held:
        return ""
    branch = step.declared.in_branch
    return "你这一支已经办完，不能取回。" if branch else "后面的步骤已经办过，不能取回。"


def undoable(decisions: Iterable[tuple[Decision, Document]]) -> set[int]:
    """Ids of those that can be taken back now, in two queries."""
    rows = [each for each in decisions if each[1].status == "in_review" or each[1].voiding]
    within = {document.id for _, document in rows}
    steps, tasks = defaultdict[int, list[RouteStep]](list), defaultdict[int, list[Task]](list)
    for step in db.session.scalars(select(RouteStep).where(RouteStep.document_id.in_(within))):
        steps[step.document_id].append(step)
    around = joinedload(Task.panel), joinedload(Task.person)
    for task in db.session.scalars(select(Task).where(Task.document_id.in_(within)).options(*around)):
        tasks[task.document_id].append(task)
    return {
        decision.id
        for decision, document in rows
        if not why_not_taken_back(decision, document, steps[document.id], tasks[document.id])
    }


def opened_by(decision: Decision) -> list[Task]:
    """The tasks whose turn came by a decision."""
    return list(db.session.scalars(select(Task).filter_by(opened_by=decision.id).order_by(Task.id)))


def woken_by(decision: Decision) -> list[Task]:
    """The tasks that came back to their people by a decision."""
    return list(db.session.scalars(select(Task).filter_by(woken_by=decision.id).order_by(Task.id)))


def undo(document: Document, decision: Decision, moment: Moment) -> None:
    """Take away what a decision put on other desks, and open what it ended."""
    step = db.session.get_one(RouteStep, decision.step_id)
    later, woken = opened_by(decision), woken_by(decision)
    if step.state == "done":
        step.state = "open"
        run_again(step.id, decision.at)
        close_after(document, step, {task.step_id for task in later}, moment)
    for panel in db.session.scalars(select(Panel).filter_by(decided_by=decision.id)).all():
        panel.state, panel.decided_by = "open", None
    for task in later:
        if task.step_id == step.id:
            put_back(document, task, decision, moment)
    for task in woken:
        shelve(document, task, moment)
        task.woken_by = None
    closed = select(Task).filter_by(closed_by=decision.id, state="closed").order_by(Task.id)
    for task in db.session.scalars(closed).all():
        sit_again(document, task, moment)


def close_after(document: Document, step: RouteStep, opened: set[int | None], moment: Moment) -> None:
    """Nobody has come after a step: what it opened, held or left out waits again."""
    after = [each for each in newest_round(document.id) if each.position > step.position]
    again = [each for each in after if each.id in opened or each.state in ("held", "skipped")]
    rewind(document, again, "waiting", moment)


def put_back(document: Document, task: Task, decision: Decision, moment: Moment) -> None:
    """A task of the same step whose turn had come by a decision: added after it, or next in order."""
    panel = db.session.get_one(Panel, task.panel_id)
    if panel.parent_id == decision.task_id and panel.side == "after":
        panel.state = "closed"
        clear(document, moment, Task.id == task.id)
    else:
        shelve(document, task, moment)
        task.opened_by = None


def sit_again(document: Document, task: Task, moment: Moment) -> Task:
    """The same place in a panel once more."""
    forget_stay(task, document, moment)
    hanging = db.session.scalars(select(Panel).filter_by(parent_id=task.id)).all()
    again = Task(
        document_id=task.document_id, step_id=task.step_id, panel_id=task.panel_id, place=task.place,
        person_id=task.person_id, holding_id=task.holding_id, clause=task.clause, reason=task.reason,
        post=task.post, opened_at=moment.at,
        state="waiting" if must_wait(document, task, hanging) else "open",
        origin_id=task.id, opened_by=task.opened_by,
    )  # fmt: skip
    task.state, task.opened_by = "closed", None
    put(document, [again], moment)
    for panel in hanging:
        panel.parent_id = again.id
    return again


def must_wait(document: Document, task: Task, hanging: Iterable[Panel]) -> bool:
    """Whether others come first: those whom the person had asked or added, or who is before him in order."""
    if any(panel.side in ("before", "ask") and panel.state == "open" for panel in hanging):
        return True
    panel = db.session.get_one(Panel, task.panel_id)
    said = voices(seats_at(document, panel.step_id), panel)
    earlier = [voice for other, voice in said if other.place < task.place]
    return panel.mode == "in_order" and any(voice != "yes" for voice in earlier)
