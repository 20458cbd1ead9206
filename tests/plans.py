"""Visit plans in the state that a test needs, made by the real operations."""

from flask import Flask
from sqlalchemy import select

from portal.core.approval.deciding import Kind
from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.org.models import Person
from portal.demonstration.company import send_plan
from portal.extensions import db

DECEMBER = Month(2026, 12)


def plan(app: Flask, verdict: Kind | None = None, month: Month = DECEMBER, number: str = "1001") -> int:
    """A plan, sent and perhaps decided by the office manager; returns the document's id."""
    with app.app_context():
        send_plan(number, month, verdict)
        return db.session.scalars(select(Document.id).order_by(Document.id.desc()).limit(1)).one()


def task_of(app: Flask, document_id: int, number: str) -> int:
    """The newest task that a person has, or had, with a document."""
    mine = select(Task.id).join(Person, Task.person_id == Person.id)
    mine = mine.where(Task.document_id == document_id, Person.number == number)
    with app.app_context():
        return db.session.scalars(mine.order_by(Task.id.desc()).limit(1)).one()
