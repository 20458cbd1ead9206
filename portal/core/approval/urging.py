"""催办: asking whoever has a document on his desk to hurry; each task at most once in four working hours."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload

from portal.core.approval.beside_models import Urge
from portal.core.approval.models import Task
from portal.core.approval.parties import sent_or_leads
from portal.core.approval.telling import called, keys_of_tasks
from portal.core.audit.chain import record
from portal.core.calendar import AfterWorkingHours
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import News, settle_those, tell
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.core.web.addresses import path_to
from portal.extensions import db, hold

EVERY = AfterWorkingHours(4)


class NotYours(LookupError):
    """The document is neither the person's own nor of a unit below him."""


class NobodyToUrge(LookupError):
    """Nobody else has the document on his desk."""


class TooSoon(Exception):
    """All were urged within the last four working hours; `again` is when the first may be urged again."""

    def __init__(self, again: datetime) -> None:
        super().__init__(again)
        self.again = again


class Waiting(NamedTuple):
    """An open task, how often it was urged, and from when on it may be urged again (None: at once)."""

    task: Task
    times: int
    again: datetime | None

    def ready(self, at: datetime) -> bool:
        """Whether it may be urged."""
        return self.again is None or self.again <= at


def urge(document_id: int, person_id: int, moment: Moment) -> list[str]:
    """Ask those who have the document on their desks to hurry, as far as it is time; returns their names.
    Raises NotYours, NobodyToUrge, TooSoon."""
    document = hold(Document, id=document_id)
    may = select(Document.id).where(Document.id == document_id, sent_or_leads(person_id, moment.day))
    if document is None or db.session.scalar(may) is None:
        raise NotYours
    waiting = waiting_for(document, person_id, moment.terms)
    if not waiting:
        raise NobodyToUrge
    ready = [each.task for each in waiting if each.ready(moment.at)]
    if not ready:
        raise TooSoon(min(each.again for each in waiting if each.again))
    note(document, ready, person_id, moment.at)
    return [task.person.name for task in ready]


def waiting_for(document: Document, person_id: int, terms: Terms) -> list[Waiting]:
    """The tasks of others that the person may urge, by the hours of the document's unit; in one question."""
    values = {"document_id": document.id, "person_id": person_id, "day": terms.day}
    rows = db.session.execute(tasks_to_urge(), values)
    working_time = terms.of_unit(document.unit_id).working_time
    return [Waiting(task, n, at and EVERY.due(at, working_time).at) for task, n, at in rows]


@cache
def tasks_to_urge() -> Select[Any]:
    """SQL, written once as every document's page asks it: the open tasks of a `document_id` that `person_id`
    may urge on a `day`, how often each was urged, and when last."""
    document_id, person_id = (bindparam(name, type_=Integer) for name in ("document_id", "person_id"))
    of_task = select(func.count(Urge.id), func.max(Urge.at)).where(Urge.task_id == Task.id)
    times, last = (of_task.with_only_columns(c).scalar_subquery() for c in of_task.selected_columns)
    query = select(Task, times, last).join(Task.document).options(joinedload(Task.person))
    mine = (Task.document_id == document_id, Task.state == "open", Task.person_id != person_id)
    may = sent_or_leads(person_id, bindparam("day", type_=Date))
    return query.where(*mine, may).order_by(Task.id)


def note(document: Document, tasks: list[Task], person_id: int, at: datetime) -> None:
    """Store who was urged, tell him, and say so in the document's stream."""
    urges = {task: Urge(task_id=task.id, by_id=person_id, at=at) for task in tasks}
    db.session.add_all(urges.values())
    db.session.flush()
    by = db.session.get_one(Person, person_id).name
    tell([urged(document, task, row, by) for task, row in urges.items()], at)
    record(stream(document), "task:urged", person_id, at, tasks=[task.id for task in tasks])


def urged(document: Document, task: Task, row: Urge, by: str) -> News:
    """Somebody is asked to hurry."""
    words, place = f"{by}催办：{called(document)}，{task.reason}", path_to("tasks.show", task_id=task.id)
    return News(task.person_id, "urged", words, place, key_of(row.id), document.id)


def key_of(urge_id: int | str) -> str:
    """The key of what is told about an urge."""
    return f"urged:{urge_id}"


def settle_tasks(task_ids: Iterable[int], at: datetime) -> None:
    """These tasks are over: what was told of them, and to hurry them, is read; in one statement."""
    ids, urge = list(task_ids), literal(key_of("")).concat(cast(Urge.id, String))
    told, hurried = select(keys_of_tasks()).where(Task.id.in_(ids)), select(urge).where(Urge.task_id.in_(ids))
    settle_those(union_all(told, hurried), at)


def times_urged() -> ScalarSelect[int]:
    """SQL, over Task: how often it was urged."""
    of_it = select(func.count()).select_from(Urge).where(Urge.task_id == Task.id)
    return of_it.correlate(Task).scalar_subquery()
