"""Papers for races: filled by posts, looked up in the rows."""

import os
import secrets
from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import func, select

from portal.core.approval.models import Decision, RouteAct, Task
from portal.core.documents.models import Document
from portal.extensions import db
from tests.races.people import Fields, Person, Press

T = TypeVar("T")
ROUNDS = range(100 if "EVERY_ROUND" in os.environ else 3)
VISIT = {"customer": "E0001", "route": "滨江", "frequency": "2", "goal": "订货", "solution": "补货"}


def months(year: int) -> Iterator[str]:
    """A month for each round, from a January on."""
    return (f"{year + n // 12}-{n % 12 + 1:02}" for n in ROUNDS)


def plan(month: str, customer: str = "E0001") -> Fields:
    """A plan of one visit."""
    line = VISIT | {"customer": customer, "day": f"{month}-01"}
    return [("month", month), *((f"lines-0-{cell}", text) for cell, text in line.items()), ("act", "send")]


def noting(author: Person, day: str) -> Press:
    """A day of the journal without visits."""
    fields = [("day", day), ("others", "在办事处整理客户资料"), ("act", "send")]
    return Press(author, f"/forms/f01-2/{secrets.token_hex(16)}", fields)


def sending(author: Person, month: str, customer: str = "E0001") -> Press:
    """A filled sheet, its author's finger on the button."""
    return Press(author, f"/forms/f01-1/{secrets.token_hex(16)}", plan(month, customer))


def send(author: Person, month: str, customer: str = "E0001") -> Document:
    """A plan on its way."""
    return sent(sending(author, month, customer))


def propose(author: Person, form: str) -> Document:
    """A paper of R95 or R97 on its way."""
    return sent(proposing(author, form))


def proposing(author: Person, form: str) -> Press:
    """A filled sheet of R95 or R97, its author's finger on the button."""
    said = {"day": "2026-11-23", "subject": "会商", "people": "5", "reason": "要商定", "matter": "签合同"}
    return Press(author, f"/forms/{form}/{secrets.token_hex(16)}", [*said.items(), ("act", "send")])


def sent(press: Press) -> Document:
    """The document that a press made."""
    answer = press.person.post(press.path, press.fields)
    assert answer.status == 303, answer.page
    return document(int(answer.place.rpartition("/")[2]))


def stored(model: type[T], **which: object) -> list[T]:
    """The rows as they are stored now, in order."""
    db.session.rollback()
    return list(db.session.scalars(select(model).filter_by(**which).order_by(model.id)))


def count(model: type, **which: object) -> int:
    """How many such rows are stored now."""
    db.session.rollback()
    return db.session.scalars(select(func.count()).select_from(model).filter_by(**which)).one()


def document(document_id: int) -> Document:
    """The document as it is stored now."""
    return stored(Document, id=document_id)[0]


def tasks(paper: Document) -> list[Task]:
    return stored(Task, document_id=paper.id)


def decisions(paper: Document) -> list[Decision]:
    return stored(Decision, document_id=paper.id)


def act(paper: Document, kind: str) -> RouteAct | None:
    """Something that was done to a paper's way without deciding."""
    return next(iter(stored(RouteAct, document_id=paper.id, kind=kind)), None)


def turn_of(paper: Document, person: Person) -> int:
    """The newest turn that somebody has with a paper."""
    return max(task.id for task in tasks(paper) if task.person.number == person.number)


def on_desks(paper: Document) -> list[str]:
    """The numbers of those whose turn it is."""
    return [task.person.number for task in tasks(paper) if task.state == "open"]


def deciding(person: Person, paper: Document, kind: str) -> Press:
    """A read paper, the finger on 同意 or 退回."""
    words = [("kind", kind), ("opinion", "看过"), ("seen", str(paper.snapshot_id))]
    return Press(person.twin(), f"/tasks/{turn_of(paper, person)}/decision", words)


def editing(person: Person, paper: Document, goal: str, customer: str = "E0001") -> Press:
    """A changed sheet, the finger on 保存改动."""
    seen, turn = paper.snapshot_id, turn_of(paper, person)
    month = f"{paper.period:%Y-%m}"
    fields = [(n, goal if n == "lines-0-goal" else t) for n, t in plan(month, customer)]
    return Press(person.twin(), f"/tasks/{turn}/sheet", [*fields, ("seen", str(seen))])
