"""What is done to a document's way without deciding: stored and told once, in the words of whoever did it."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from portal.core.approval.models import RouteAct, Task
from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.org.models import Person
from portal.core.paper import short_code
from portal.extensions import db

LONGEST_NAMES = 300


class Act(NamedTuple):
    """What somebody does to a document's way: with which task, whom it concerns, for whom he does it."""

    kind: str
    person_id: int
    words: str = ""
    task: Task | None = None
    people: Sequence[int] = ()
    for_id: int | None = None
    decision_id: int | None = None


def act(document: Document, done: Act, moment: Moment) -> RouteAct:
    """Store an act with its event."""
    task, whom = done.task, list(done.people)
    about = {"task": task and task.id, "people": whom, "words": done.words, "for": done.for_id}
    event = record(stream(document), f"route:{done.kind}", done.person_id, moment.at, **about)
    row = RouteAct(
        document_id=document.id, task_id=task and task.id, person_id=done.person_id, for_id=done.for_id,
        decision_id=done.decision_id, kind=done.kind, names=names_of(whom), words=done.words,
        post=task.post if task else "", at=moment.at, code=short_code(event.digest),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def names_of(people: list[int]) -> str:
    """People's names in the order in which they were named."""
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    names = {number: name for number, name in rows}
    return "、".join(names[number] for number in people)[:LONGEST_NAMES]
