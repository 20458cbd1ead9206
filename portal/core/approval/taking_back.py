"""取回: a signer undoes his consent while nobody who came after has acted, or even looked."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from portal.core.approval.acts import Act, act
from portal.core.approval.desks import ON_DESK, clear, put, shelve
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Decision, Panel, RouteStep, Task
from portal.core.approval.panels import voices
from portal.core.approval.route import newest_round, rewind
from portal.core.approval.stays import forget_stay
from portal.core.clocks.operations import run_again
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.extensions import db, hold


def take_back(decision_id: int, person_id: int, moment: Moment) -> Task:
    """Undo a consent: it is this person's turn again. Raises NotYours, NotPossible."""
    mine = select(Decision.document_id).filter_by(id=decision_id, person_id=person_id)
    document_id = db.session.scalar(mine)
    document = hold(Document, id=document_id) if document_id else None
    if document is None:
        raise NotYours
    decision = db.session.get_one(Decision, decision_id, populate_existing=True)
    fault = why_not_taken_back(decision, document)
    if fault:
        raise NotPossible(fault)
    task = db.session.get_one(Task, decision.task_id)
    undone: dict[str, Any] = {"task": task, "for_id": decision.for_id, "decision_id": decision_id}
    act(document, Act("take_back", person_id, **undone), moment)
    undo(document, decision, moment)
    return sit_again(document, task, moment)


def why_not_taken_back(decision: Decision, document: Document) -> str:
    """Why a decision cannot be taken back; empty when it can."""
    if decision.kind not in ("approve", "against", "advise") or decision.taken_back:
        return "只有自己最近一次同意可以取回。"
    if document.status != "in_review" and not document.voiding:
        return f"这张单据{document.status_label}，不能取回。"
    step = db.session.get_one(RouteStep, decision.step_id)
    if step.state not in ("open", "done"):
        return "这一步已经重新走过，不能取回。"
    panel = db.session.get_one(Panel, db.session.get_one(Task, decision.task_id).panel_id)
    if panel.id < newest_opening(step.id) or (document.voiding and step.purpose != "void"):
        return "这一步已经重新走过，不能取回。"
    if panel.state != "open" and panel.decided_by != decision.id:
        return "这一步已由后来的人办完，不能取回。"
    return why_not_unseen(decision, step)


def newest_opening(step_id: int) -> int:
    """The id of the main panel with which a step was opened last; panels of its time have no smaller one."""
    mine = select(func.max(Panel.id)).where(Panel.step_id == step_id, Panel.side == "main")
    return db.session.scalars(mine).one()


def why_not_unseen(decision: Decision, step: RouteStep) -> str:
    """Who stands in the way: whoever came after has acted, or has looked."""
    later = opened_by(decision)
    for task in later:
        if task.state not in ON_DESK:
            return f"{task.person.name}已经处理，不能取回。"
        if task.seen_at:
            return f"{task.person.name}已经打开看过，不能取回。"
    return "" if step.state == "open" or later or held_after(step) else "后面的步骤已经办过，不能取回。"


def opened_by(decision: Decision) -> list[Task]:
    """What a decision put on desks."""
    return list(db.session.scalars(select(Task).filter_by(opened_by=decision.id).order_by(Task.id)))


def held_after(step: RouteStep) -> list[RouteStep]:
    """The steps after one that wait for a vacant post."""
    return [s for s in newest_round(step.document_id) if s.state == "held" and s.position > step.position]


def undo(document: Document, decision: Decision, moment: Moment) -> None:
    """Take away what a decision put on other desks, and open what it ended."""
    step, later = db.session.get_one(RouteStep, decision.step_id), opened_by(decision)
    if step.state == "done":
        step.state = "open"
        run_again(step.id, decision.at)
        close_after(document, step, {task.step_id for task in later}, moment)
    for panel in db.session.scalars(select(Panel).filter_by(decided_by=decision.id)).all():
        panel.state, panel.decided_by = "open", None
    for task in later:
        if task.step_id == step.id:
            put_back(document, task, decision, moment)
    closed = select(Task).filter_by(closed_by=decision.id, state="closed").order_by(Task.id)
    for task in db.session.scalars(closed).all():
        sit_again(document, task, moment)


def close_after(document: Document, step: RouteStep, opened: set[int | None], moment: Moment) -> None:
    """Nobody has come after a step: what it opened, held or left out waits again."""
    after = [each for each in newest_round(document.id) if each.position > step.position]
    again = [each for each in after if each.id in opened or each.state in ("held", "skipped")]
    rewind(document, again, "waiting", moment)


def put_back(document: Document, task: Task, decision: Decision, moment: Moment) -> None:
    """A task of the same step that a decision put on a desk: added after it, or only woken by it."""
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
        post=task.post, state="waiting" if must_wait(task, hanging) else "open", opened_at=moment.at,
        origin_id=task.id, opened_by=task.opened_by,
    )  # fmt: skip
    task.state, task.opened_by = "closed", None
    put(document, [again], moment)
    for panel in hanging:
        panel.parent_id = again.id
    return again


def must_wait(task: Task, hanging: Iterable[Panel]) -> bool:
    """Whether others come first: those whom the person had asked or added, or who is before him in order."""
    if any(panel.side in ("before", "ask") and panel.state == "open" for panel in hanging):
        return True
    panel = db.session.get_one(Panel, task.panel_id)
    earlier = [voice for other, voice in voices(panel) if other.place < task.place]
    return panel.mode == "in_order" and any(voice != "yes" for voice in earlier)
