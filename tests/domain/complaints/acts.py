"""What people do with a complaint's papers, by the real operations; every function inside an app context."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import select

from portal.core.approval.deciding import Verdict, decide
from portal.core.approval.models import Task
from portal.core.approval.sending import change, resend, send
from portal.core.cases.operations import Act, Acting, act_on
from portal.core.desk.moment import this_moment
from portal.core.documents.case_files import key_within, newest_position
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.facts import Facts
from portal.core.org.roles import title_of
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.extensions import db, writing

KEYS: Iterator[int] = iter(range(10**9))
Filled = Mapping[str, Mapping[str, Any]]  # what each office fills, by its step


def sent(code: str, facts: Facts, case_id: int, number: str) -> int:
    """Send a paper, of a case unless that is 0; returns its id."""
    key = key_within(case_id) if case_id else f"test:{next(KEYS)}"
    with writing():
        return send(catalogue().type(code), facts, author_of(number), key, this_moment()).id


def turn(document_id: int) -> Task | None:
    """Whose turn it is."""
    query = select(Task).filter_by(document_id=document_id, state="open").where(Task.step_id.is_not(None))
    return db.session.scalar(query.order_by(Task.id).limit(1))


def decided(document_id: int, filled: Filled, until: str = "") -> list[str]:
    """Let each office fill its cells and agree, until a step; returns the steps."""
    steps = []
    while (task := turn(document_id)) and task.step and task.step.declared.name != until:
        name = task.step.declared.name
        fill(document_id, task, filled.get(name, {}))
        agree(document_id, task)
        steps.append(name)
    return steps


def fill(document_id: int, task: Task, cells: Mapping[str, Any]) -> None:
    """Fill the cells of a step."""
    document = db.session.get_one(Document, document_id)
    if not cells:
        return
    form = catalogue().type(document.type)
    facts = replace(said(current(document), form), **cells)
    with writing():
        change(task.id, task.person_id, form, facts, document.snapshot_id or 0, this_moment())


def agree(document_id: int, task: Task) -> None:
    """Agree at a step."""
    seen = db.session.get_one(Document, document_id).snapshot_id or 0
    with writing():
        decide(task.id, task.person_id, Verdict("approve", "同意", seen), this_moment())


def hand_back(document_id: int, task: Task, to: int | None = None, *, straight: bool = False) -> None:
    """Give a paper back to its author, or to an earlier step."""
    seen = db.session.get_one(Document, document_id).snapshot_id or 0
    with writing():
        decide(task.id, task.person_id, Verdict("return", "请补充", seen, to, straight), this_moment())


def send_again(document_id: int) -> None:
    """The author sends what came back to him as it is."""
    document = db.session.get_one(Document, document_id)
    query = select(Task.id).filter_by(document_id=document_id, state="open", step_id=None)
    task_id, form = db.session.scalars(query).one(), catalogue().type(document.type)
    facts, key = said(current(document), form), key_within(document.case_id or 0)
    with writing():
        resend(task_id, document.author_id, form, facts, key, this_moment())


def acting(number: str, role: str) -> Acting:
    """Somebody as the holder of a role."""
    return Acting(author_of(number).person_id, title_of(role), frozenset({role}))


def move(case_id: int, to: str, who: Acting) -> None:
    """Somebody moves a case on."""
    with writing():
        act_on(case_id, Act("moved", to, "办完", newest_position(case_id)), who, this_moment())


def stage(case_id: int) -> str | None:
    """At which stage a case is."""
    return db.session.get_one(Document, case_id).stage
