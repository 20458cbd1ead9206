"""Tasks of people who left, or who gave up the post by which they had them: others get them, nobody waits."""

from collections.abc import Iterator

from sqlalchemy import Select, and_, exists, or_, select

from portal.core.approval.concluding import go_on
from portal.core.approval.desks import ON_DESK
from portal.core.approval.models import Panel, RouteStep, Task
from portal.core.approval.panels import count, members, remove, seats_at
from portal.core.approval.passing import hand_over
from portal.core.approval.pointing import pointers_of, way_up
from portal.core.approval.rights import Held, barred
from portal.core.approval.route import advance, finish_step, rewind
from portal.core.approval.routing import find_signers, superiors
from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.org.models import Holding, Person
from portal.core.org.queries import in_force, upwards
from portal.extensions import db, hold, writing

REASON = "原办理人已离任，改由你办理"


def replace_departed(moment: Moment) -> int:
    """Look at every task whose person cannot hold it any more, one transaction each; returns how many."""
    ids = db.session.scalars(orphaned(moment)).all()
    return sum(replace(task_id, moment) for task_id in ids)


def orphaned(moment: Moment) -> Select[int]:
    """SQL: tasks on the desk of somebody who left, or whose post is another's now."""
    employed = exists().where(Person.id == Task.person_id, Person.in_force(moment.day))
    posted = select(Holding.id).join(Holding.post).join(Holding.person).where(*in_force(moment.day))
    gone = and_(Task.holding_id.is_not(None), Task.holding_id.not_in(posted))
    return select(Task.id).where(Task.state.in_(ON_DESK), or_(~employed, gone)).order_by(Task.id)


def replace(task_id: int, moment: Moment) -> bool:
    """Give one such task to somebody else."""
    with writing():
        document = hold(Document, id=db.session.get_one(Task, task_id).document_id)
        task = db.session.get_one(Task, task_id, populate_existing=True)
        if document is None or task.state not in ON_DESK:
            return False
        record(stream(document), "task:replaced", None, moment.at, task=task.id, person=task.person_id)
        give_to_others(document, task, moment)
        return True


def give_to_others(document: Document, task: Task, moment: Moment) -> None:
    """Whoever the flow, or the reporting line, has for it instead; the document is locked."""
    if task.panel is None:
        revise_instead(document, task, moment)
    elif task.panel.side in ("main", "over"):
        sign_instead(document, task, task.panel, moment)
    else:
        ask_no_more(document, task, task.panel, moment)


def revise_instead(document: Document, task: Task, moment: Moment) -> None:
    """Who revises a paper whose author left: the head above him, who may also let it be."""
    above = superiors(upwards(document.unit_id, moment.day), {task.person_id}, moment.day, [])
    for holding in above.signers[:1]:
        hand_over(Held(task, document, task.person_id, None), holding.person_id, REASON, moment)


def sign_instead(document: Document, task: Task, panel: Panel, moment: Moment) -> None:
    """Who signs instead: the others whose consent is enough, else whoever has the post now, else a superior,
    else the step waits for one."""
    others = select(Task.id).where(Task.panel_id == panel.id, Task.id != task.id, Task.state.in_(ON_DESK))
    if panel.mode == "any" and db.session.scalar(others.limit(1)):
        remove(seats_at(document, panel.step_id), task, moment)
        return
    for person_id in successors(document, task, panel, moment):
        hand_over(Held(task, document, task.person_id, None), person_id, REASON, moment)
        return
    rewind(document, [db.session.get_one(RouteStep, task.step_id)], "waiting", moment)
    advance(document, moment)


def successors(document: Document, task: Task, panel: Panel, moment: Moment) -> Iterator[int]:
    """Who could take somebody's place in a panel, the best first."""
    busy = barred(document, moment) | members(panel.id)
    places = upwards(document.unit_id, moment.day)
    if task.step is not None and task.step.purpose == "approve":
        declared = task.step.declared
        pointers = pointers_of(document, (declared,))
        found = find_signers(declared, busy, document.unit_id, moment.day, pointers).signers
        yield from (holding.person_id for holding in found)
        places = way_up(document, declared, moment.day)
    above = superiors(places, busy, moment.day, [])
    yield from (holding.person_id for holding in above.signers)


def ask_no_more(document: Document, task: Task, panel: Panel, moment: Moment) -> None:
    """Somebody who was added or asked has left: those who are left are counted again."""
    seats = seats_at(document, panel.step_id)
    remove(seats, task, moment)
    if count(seats, panel, None, moment) == "agreed" and task.step:
        finish_step(seats, task.step, None, moment)
        go_on(document, None, moment)
