"""Papers for races: filled by posts, looked up in the rows."""

import secrets

from sqlalchemy import select

from portal.core.approval.models import Decision, Task
from portal.core.documents.models import Document
from portal.extensions import db
from tests.races.people import Fields, Person, Press

VISIT = {"customer": "E0001", "route": "滨江", "frequency": "2", "goal": "订货", "solution": "补货"}


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
    press = sending(author, month, customer)
    answer = author.post(press.path, press.fields)
    assert answer.status == 303, answer.page
    return document(int(answer.place.rpartition("/")[2]))


def document(document_id: int) -> Document:
    """The document as it is stored now."""
    db.session.rollback()
    return db.session.scalars(select(Document).filter_by(id=document_id)).one()


def tasks(paper: Document) -> list[Task]:
    return list(db.session.scalars(select(Task).filter_by(document_id=paper.id).order_by(Task.id)))


def decisions(paper: Document) -> list[Decision]:
    db.session.rollback()
    return list(db.session.scalars(select(Decision).filter_by(document_id=paper.id)))


def deciding(person: Person, task: Task, kind: str, seen: int) -> Press:
    """A read paper, the finger on 同意 or 退回."""
    words = [("kind", kind), ("opinion", "看过"), ("seen", str(seen))]
    return Press(person.twin(), f"/tasks/{task.id}/decision", words)


def editing(person: Person, paper: Document, task: Task, goal: str, customer: str = "E0001") -> Press:
    """A changed sheet, the finger on 保存改动."""
    seen = paper.snapshot_id
    month = f"{paper.period:%Y-%m}"
    fields = [(n, goal if n == "lines-0-goal" else t) for n, t in plan(month, customer)]
    return Press(person.twin(), f"/tasks/{task.id}/sheet", [*fields, ("seen", str(seen))])
