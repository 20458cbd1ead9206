"""催办: asking whoever has a document on his desk to hurry; each task at most once in four working hours."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.core.approval.beside_models import Urge
from portal.core.approval.models import Task
from portal.core.approval.parties import sent_or_leads
from portal.core.approval.telling import called
from portal.core.audit.chain import record
from portal.core.calendar import AfterWorkingHours
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.notices.operations import News, settle, tell
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
    of_task = select(func.count(Urge.id), func.max(Urge.at)).where(Urge.task_id == Task.id)
    times, last = (of_task.with_only_columns(c).scalar_subquery() for c in of_task.selected_columns)
    query = select(Task, times, last).join(Task.document).options(joinedload(Task.person))
    mine = (Task.document_id == document.id, Task.state == "open", Task.person_id != person_id)
    rows = db.session.execute(query.where(*mine, sent_or_leads(person_id, terms.day)).order_by(Task.id))
    working_time = terms.of_unit(document.unit_id).working_time
    return [Waiting(task, n, at and EVERY.due(at, working_time).at) for task, n, at in rows]


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


def key_of(urge_id: int) -> str:
    """The key of what is told about an urge."""
    return f"urged:{urge_id}"


def settle_urges(task_ids: Iterable[int], at: datetime) -> None:
    """These tasks are over: what was told to hurry them is read."""
    of_them = select(Urge.id).where(Urge.task_id.in_(list(task_ids)))
    settle([key_of(urge_id) for urge_id in db.session.scalars(of_them)], at)


def times_urged(task_ids: Iterable[int]) -> dict[int, int]:
    """How often each of some tasks was urged; those that never were are missing."""
    query = select(Urge.task_id, func.count()).where(Urge.task_id.in_(list(task_ids))).group_by(Urge.task_id)
    return {task_id: times for task_id, times in db.session.execute(query)}
