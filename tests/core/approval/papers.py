"""Papers of the toy R97, and what people do with them, by their numbers. Inside an app context."""

from itertools import count
from typing import Any

from sqlalchemy import select

from portal.core.approval.deciding import Kind, Verdict, decide
from portal.core.approval.models import Decision, RouteStep, Task
from portal.core.approval.sending import resend
from portal.core.approval.sending import send as send_paper
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.documents.operations import current, said
from portal.core.org.models import Person
from portal.core.web.context import catalogue
from portal.demonstration.company import author_of
from portal.extensions import db, writing

KEYS = count()


def send(code: str, author: str = "1011", people: int = 11) -> int:
    """Send a paper; returns its id."""
    form = catalogue().type(code)
    facts = form.facts(day=this_moment().day, subject="会商", people=people, reason="要商定")
    with writing():
        return send_paper(form, facts, author_of(author), f"paper:{next(KEYS)}", this_moment()).id


def send_again(document_id: int, people: int = 11) -> None:
    """The author sends what came back, with a number of people concerned."""
    document = db.session.get_one(Document, document_id)
    task = task_of(document_id, "1011")
    form = catalogue().type(document.type)
    facts = said(current(document), form)
    facts = form.facts(day=facts.day, subject=facts.subject, people=people, reason=facts.reason)
    author_id = document.author_id
    with writing():
        resend(task, author_id, form, facts, f"paper:{next(KEYS)}", this_moment())


def person(number: str) -> int:
    """The id of the person with a number."""
    return db.session.scalars(select(Person.id).filter_by(number=number)).one()


def task_of(document_id: int, number: str) -> int:
    """The newest task that a person has, or had, with a paper."""
    mine = select(Task.id).filter_by(document_id=document_id, person_id=person(number))
    return db.session.scalars(mine.order_by(Task.id.desc()).limit(1)).one()


def say(
    document_id: int, number: str, kind: Kind = "approve", opinion: str = "意见", **more: Any
) -> Decision:
    """Let somebody decide on what lies on his desk."""
    task, who = task_of(document_id, number), person(number)
    seen = db.session.get_one(Document, document_id).snapshot_id or 0
    with writing():
        return decide(task, who, Verdict(kind, opinion, seen, **more), this_moment())


def act(operation: Any, *args: Any) -> Any:
    """Run an operation now."""
    with writing():
        return operation(*args, this_moment())


def desks(document_id: int) -> list[str]:
    """The numbers of those who have a paper on their desks."""
    query = select(Person.number).join(Task, Task.person_id == Person.id)
    query = query.where(Task.document_id == document_id, Task.state == "open")
    return sorted(db.session.scalars(query))


def status(document_id: int) -> str:
    """How a paper stands."""
    return db.session.get_one(Document, document_id, populate_existing=True).status


def steps(document_id: int) -> list[tuple[str, str]]:
    """Name and state of every step of the newest round."""
    rows = select(RouteStep).filter_by(document_id=document_id).order_by(RouteStep.round, RouteStep.position)
    found = list(db.session.scalars(rows))
    return [(row.declared.name, row.state) for row in found if row.round == found[-1].round]


def step_id(document_id: int, name: str) -> int:
    """A step of the newest round."""
    rows = select(RouteStep).filter_by(document_id=document_id).order_by(RouteStep.round.desc())
    return next(row.id for row in db.session.scalars(rows) if row.declared.name == name)


def trace(document_id: int, name: str) -> str:
    """Why a step went where it went."""
    return db.session.get_one(RouteStep, step_id(document_id, name)).trace
