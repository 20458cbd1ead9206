"""Custody of tasks: each goes to the successor, or, where he may not decide it, the way of the departed."""

from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.approval.acts import Act, act, names_of
from portal.core.approval.departed import give_to_others
from portal.core.approval.desks import ON_DESK
from portal.core.approval.models import SIDES, Task
from portal.core.approval.passing import busy, hand_over
from portal.core.approval.rights import Held, barred
from portal.core.documents.models import Document
from portal.core.handovers.custody import Custody, Estate, Handing, Item, Moved
from portal.core.instants import Moment
from portal.core.web.context import catalogue
from portal.extensions import db, hold

HANDED_OVER = "handover"
NOBODY_LEFT = "由其余的人办理"


def held(estate: Estate, _moment: Moment) -> list[Item]:
    """What lies on somebody's desk or waits to come there, by paper."""
    return [item_of(task) for task in on_desk(estate)]


def pass_on(handing: Handing, moment: Moment) -> list[Moved]:
    """Hand over every task; papers are locked one after the other, by id."""
    found = groupby(on_desk(handing.estate), key=lambda task: task.document_id)
    papers = {document_id: [task.id for task in tasks] for document_id, tasks in found}
    return [
        moved
        for document_id, ids in papers.items()
        if (document := hold(Document, id=document_id))
        for moved in of_paper(document, ids, handing, moment)
    ]


def on_desk(estate: Estate) -> list[Task]:
    """The tasks of an estate, paper by paper; by posts alone those that were given for one of them."""
    mine = select(Task).where(Task.person_id == estate.person_id, Task.state.in_(ON_DESK))
    if estate.holdings is not None:
        mine = mine.where(Task.holding_id.in_(estate.holdings))
    read = joinedload(Task.document), joinedload(Task.step), joinedload(Task.panel)
    return list(db.session.scalars(mine.options(*read).order_by(Task.document_id, Task.id)))


def item_of(task: Task) -> Item:
    """A task as the sheet calls it."""
    document = task.document
    what = task.step.declared.name if task.step else "退回修改"
    side = SIDES[task.panel.side] if task.panel else ""
    waits = "排队等候" if task.state == "waiting" else ""
    more = "，".join(filter(None, (side, waits)))
    title = f"{catalogue().type(document.type).title} {document.title}"
    return Item(task.id, title, document.number, f"{what}（{more}）" if more else what)


def of_paper(document: Document, ids: list[int], handing: Handing, moment: Moment) -> list[Moved]:
    """Hand over the tasks of one paper, which is locked; what was decided meanwhile is left as it is."""
    found = []
    for task_id in ids:
        task = db.session.get_one(Task, task_id, populate_existing=True)
        if task.state in ON_DESK:
            found.append(Moved(item_of(task), given(document, task, handing, moment)))
    return found


def given(document: Document, task: Task, handing: Handing, moment: Moment) -> str:
    """Give one task away; returns to whom, and why not to the successor."""
    name = names_of([handing.estate.person_id])
    held = Held(task, document, handing.by, None)
    why = hindrance(held, handing.successor_id, moment)
    if not why:
        act(document, Act(HANDED_OVER, handing.by, f"原为{name}办理", None, [handing.successor_id]), moment)
        hand_over(held, handing.successor_id, f"交接：原为{name}办理", moment)
        return names_of([handing.successor_id])
    newest = db.session.scalars(select(func.max(Task.id))).one()
    give_to_others(document, task, moment)
    return f"{who_came(document, newest) or NOBODY_LEFT}（{why}）"


def hindrance(held: Held, person_id: int, moment: Moment) -> str:
    """Why somebody cannot take a task over; "" when he can. Whoever revises a paper decides nothing on it."""
    if held.task.step is None:
        return ""
    if person_id in barred(held.document, moment):
        return "接收人是发起人、填写人或其受托人"
    return "接收人已在办理这一步" if busy(held, person_id) else ""


def who_came(document: Document, newest: int) -> str:
    """The names of those who have a task on a paper that they had not before."""
    query = select(Task.person_id).where(Task.document_id == document.id, Task.id > newest)
    return names_of(list(db.session.scalars(query.where(Task.state.in_(ON_DESK)).order_by(Task.id))))


TASKS = Custody("待办", ("task.person_id",), held, pass_on)
