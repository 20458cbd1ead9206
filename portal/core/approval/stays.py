"""Roll-up of how long papers stay with whom: counted with each decision, in working minutes."""

from datetime import date, datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.approval.models import Task
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.extensions import Model, db, inserting


class Stay(Model):
    """What became of the tasks of one person at one step of a form in a month, for papers of one unit: how
    many he decided, and how many working minutes they had lain with him, by the unit's calendar."""

    __tablename__ = "stay"
    type: Mapped[str] = mapped_column(String(12), primary_key=True)
    step: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    papers: Mapped[int]
    minutes: Mapped[int]


def remember_stay(task: Task, document: Document, moment: Moment) -> None:
    """Count a task that its person has just decided, unless only few may know of it."""
    if document.compartment is None:
        add(task, document, moment, moment.at, 1)


def forget_stays(document: Document, moment: Moment) -> None:
    """Count none of a document's tasks any more: nobody else is to know that there were any."""
    for task in db.session.scalars(select(Task).filter_by(document_id=document.id, state="done")).all():
        if task.step:
            forget_stay(task, document, moment)
    db.session.execute(delete(Stay).where(Stay.papers == 0))


def forget_stay(task: Task, document: Document, moment: Moment) -> None:
    """Count a task no more: its decision was taken back."""
    if task.state == "done" and task.closed_at and document.compartment is None:
        add(task, document, moment, task.closed_at, -1)


def add(task: Task, document: Document, moment: Moment, until: datetime, sign: int) -> None:
    """Add a task that lay with its person until an instant to its row, or take it away again."""
    assert task.step is not None  # noqa: S101 - only steps are decided
    work = moment.terms.of_unit(document.unit_id).working_time
    minutes = work.between(task.opened_at, until) // timedelta(minutes=1)
    key = {
        "type": document.type, "step": task.step.declared.name, "unit_id": document.unit_id,
        "person_id": task.person_id, "month": work.local(until).date().replace(day=1),
    }  # fmt: skip
    row = inserting(Stay).values(**key, papers=sign, minutes=sign * minutes)
    more = {"papers": Stay.papers + sign, "minutes": Stay.minutes + sign * minutes}
    db.session.execute(row.on_conflict_do_update(index_elements=list(key), set_=more))
