"""A signer lets others take part: 转办 hands over, 委派 asks and comes back, 加签 adds, 减签 removes."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import select

from portal.core.approval.acts import Act, act, names_of
from portal.core.approval.concluding import go_on
from portal.core.approval.deciding import Addition, Verdict, decide
from portal.core.approval.desks import ON_DESK, Call, clear, put, shelve
from portal.core.approval.faults import NotPossible, NotYours
from portal.core.approval.models import Decision, Panel, Task
from portal.core.approval.panels import Setting, count, members, remove, seat, seats_at
from portal.core.approval.rights import Held, barred, held_task, require_open
from portal.core.approval.route import finish_step
from portal.core.approval.segregation import spent_elsewhere
from portal.core.flow import Mode
from portal.core.instants import Moment
from portal.core.org.models import Holding, Person, Post
from portal.core.org.queries import in_force
from portal.extensions import db

MOST_ADDED = 10


def transfer(task_id: int, person_id: int, to: int, words: str, moment: Moment) -> Task:
    """转办: somebody else decides instead, for good; raises NotYours, NoLonger, TooLate, NotPossible."""
    held = held_turn(task_id, person_id, moment)
    require_new(held, [to], moment)
    act(held.document, done(held, "transfer", words, [to]), moment)
    return hand_over(held, to, f"{held.task.person.name}转办", moment)


def hand_over(held: Held, to: int, reason: str, moment: Moment) -> Task:
    """Close a task and give its place to somebody else."""
    old = held.task
    mine = Task(
        document_id=old.document_id, step_id=old.step_id, panel_id=old.panel_id, place=old.place,
        person_id=to, clause=old.clause, reason=reason[:80], post=old.post, state=old.state,
        opened_at=moment.at, opened_by=old.opened_by, woken_by=old.woken_by,
        origin_id=old.id,
    )  # fmt: skip
    clear(held.document, moment, Task.id == old.id)
    put(held.document, [mine], moment)
    for panel in db.session.scalars(select(Panel).filter_by(parent_id=old.id)).all():
        panel.parent_id = mine.id
    db.session.flush()
    return mine


def ask(task_id: int, person_id: int, to: int, words: str, moment: Moment) -> Panel:
    """委派: somebody advises, then it is this person's turn again; raises as `transfer`."""
    held = held_turn(task_id, person_id, moment)
    require_new(held, [to], moment)
    act(held.document, done(held, "ask", words, [to]), moment)
    return hang(held, Setting("ask", "all", parent_id=held.task.id), [to], "请你回复", moment)


class Added(NamedTuple):
    """Whom a signer adds, how they stand to him, and whose consent of them is needed."""

    side: Literal["before", "beside"]
    mode: Mode
    people: Sequence[int]


def add(task_id: int, person_id: int, added: Added, words: str, moment: Moment) -> Panel:
    """加签: others decide before this person, or beside him; raises as `transfer`."""
    held = held_turn(task_id, person_id, moment)
    require_circle(held, added.people, moment)
    if added.side == "beside" and held.task.panel and held.task.panel.side not in ("main", "over"):
        raise NotPossible("你是被加签的，不能再并加签；可以前加签或后加签。")
    act(held.document, done(held, added.side, words, added.people), moment)
    setting = Setting(added.side, added.mode, parent_id=held.task.id)
    return hang(held, setting, added.people, "加签给你", moment)


def add_after(
    task_id: int, person_id: int, verdict: Verdict, mode: Mode, people: Sequence[int], moment: Moment
) -> Decision:
    """后加签: agree, and let others agree after; raises as `transfer` and `decide`."""
    held = held_turn(task_id, person_id, moment)
    require_circle(held, people, moment)
    act(held.document, done(held, "after", "", people), moment)
    added = Addition(mode, tuple(calls(held, people, "加签给你")))
    told = Verdict("approve", verdict.opinion, verdict.seen, after=added, proven=verdict.proven)
    return decide(task_id, person_id, told, moment)


def hang(held: Held, setting: Setting, people: Sequence[int], reason: str, moment: Moment) -> Panel:
    """Open a panel that hangs on a task; beside it the task goes on, else it waits."""
    task = held.task
    if setting.side != "beside":
        shelve(held.document, task, moment)
    assert task.step is not None  # noqa: S101 - held_turn has looked
    return seat(held.document, task.step, setting, calls(held, people, reason), moment)


def done(held: Held, kind: str, words: str, people: Sequence[int]) -> Act:
    """What the holder of a task does with it."""
    return Act(kind, held.actor_id, words, held.task, people, held.for_id)


def calls(held: Held, people: Sequence[int], reason: str) -> list[Call]:
    """The turns of those who were added."""
    return [Call(to, f"{held.task.person.name}{reason}", origin_id=held.task.id) for to in people]


def drop(task_id: int, dropped_id: int, person_id: int, words: str, moment: Moment) -> None:
    """减签: take away somebody whom one added and who has not decided; raises as `transfer`."""
    held = held_task(task_id, person_id, moment)
    dropped = db.session.get(Task, dropped_id, populate_existing=True)
    if dropped is None or not was_added_by(dropped, task_id):
        raise NotYours
    if dropped.state not in ON_DESK:
        raise NotPossible(f"{dropped.person.name}已经处理，不能减签。")
    take_away(held, dropped, words, moment)


def was_added_by(task: Task, parent_id: int) -> bool:
    """Whether a task is that of somebody whom the holder of another asked or added."""
    panel = task.panel
    return (
        panel is not None and (panel.parent_id, panel.state) == (parent_id, "open") and panel.side != "over"
    )


def take_away(held: Held, dropped: Task, words: str, moment: Moment) -> None:
    """Close the task of somebody who is not asked any more, and count again those who are left."""
    act(held.document, done(held, "drop", words, [dropped.person_id]), moment)
    panel = db.session.get_one(Panel, dropped.panel_id)
    seats = seats_at(held.document, panel.step_id)
    remove(seats, dropped, moment)
    if count(seats, panel, None, moment) == "agreed" and dropped.step:
        finish_step(seats, dropped.step, None, moment)
        go_on(held.document, None, moment)


def held_turn(task_id: int, person_id: int, moment: Moment) -> Held:
    """A person's open turn to decide; raises NotYours, NoLonger, TooLate."""
    held = held_task(task_id, person_id, moment)
    if held.task.step is None or held.task.panel is None or held.task.panel.side == "ask":
        raise NotYours
    require_open(held.task, held.document)
    return held


def require_new(held: Held, people: Sequence[int], moment: Moment) -> None:
    """Raise NotPossible unless these people can be given a turn on this document now."""
    if not people or len(people) > MOST_ADDED or len(set(people)) < len(people):
        raise NotPossible(f"请选择 1 至 {MOST_ADDED} 个不同的人。")
    employed = select(Person.id).where(Person.id.in_(people), Person.in_force(moment.day))
    if set(db.session.scalars(employed)) != set(people):
        raise NotPossible("选的人里有人不在职，请重新选择。")
    own = barred(held.document, moment)
    spent = spent_elsewhere(held.document, held.task.step) if held.task.step else {}
    for to in people:
        if to in own:
            raise NotPossible(f"{names_of([to])}是发起人或填写人，不能办理这张单据。")
        if to in spent:
            raise NotPossible(f"{names_of([to])}已经在「{spent[to]}」签过，这一步要由另一个人办理。")
        if to == held.actor_id or busy(held, to):
            raise NotPossible(f"{names_of([to])}已经在办理这一步，不用再选。")


def busy(held: Held, to: int) -> bool:
    """Whether somebody already has a voice in the step as it is open now."""
    open_panels = select(Panel.id).filter_by(step_id=held.task.step_id, state="open")
    return any(to in members(panel_id) for panel_id in db.session.scalars(open_panels).all())


def require_circle(held: Held, people: Sequence[int], moment: Moment) -> None:
    """Raise NotPossible unless these people may be added here: the step may name the roles."""
    require_new(held, people, moment)
    circle = held.task.step.declared.circle if held.task.step else None
    if not circle:
        return
    query = select(Holding.person_id).join(Holding.post).join(Holding.person)
    mine = query.where(Post.role.in_(circle), Holding.person_id.in_(people), *in_force(moment.day))
    outside = set(people) - set(db.session.scalars(mine))
    if outside:
        raise NotPossible(f"这一步不能加签给{names_of(sorted(outside))}：不在可加签的岗位里。")
