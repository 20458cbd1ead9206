"""Planned work: the items of approved plans, done, made up for, or dropped by a newer version."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select, update
from sqlalchemy.orm import contains_eager, joinedload

from portal.core.approval.visibility import may_see
from portal.core.documents.models import IN_FORCE, Document
from portal.domain.operations.models import PlanItem
from portal.extensions import db

MOST = 20


class Planned(NamedTuple):
    """An item as its plan says it."""

    key: str
    part: str
    item: str
    planned: date
    person_id: int


def put_in_force(paper: Document, regulation: str, items: Iterable[Planned], replaces: int | None) -> None:
    """Enter the items of a plan; what is left of the version that it replaces is dropped."""
    if replaces:
        old = update(PlanItem).where(PlanItem.document_id == replaces, PlanItem.done_by.is_(None))
        db.session.execute(old.values(dropped_by=paper.id))
    rows = (PlanItem(document_id=paper.id, regulation=regulation, **each._asdict()) for each in items)
    db.session.add_all(rows)
    db.session.flush()


def carry_out(item_id: int, paper: Document, day: date) -> bool:
    """Note that an item was done; whether it was still open."""
    row = db.session.get_one(PlanItem, item_id, populate_existing=True)
    if row.done_by or row.dropped_by:
        return False
    row.done_by, row.done_on = paper.id, day
    db.session.flush()
    return True


def take_back(paper: Document) -> None:
    """What a paper did is not done."""
    mine = update(PlanItem).where(PlanItem.done_by == paper.id)
    db.session.execute(mine.values(done_by=None, done_on=None))


def open_items(person_id: int, day: date) -> Select[Any]:
    """SQL: the items in force that are not done, of those plans that a person may see or that name him, the
    earliest first."""
    query = select(PlanItem).join(PlanItem.document)
    query = query.options(contains_eager(PlanItem.document), joinedload(PlanItem.person))
    query = query.where(PlanItem.done_by.is_(None), PlanItem.dropped_by.is_(None))
    seen = (PlanItem.person_id == person_id) | may_see(person_id, day)
    query = query.where(Document.status.in_(IN_FORCE), seen)
    return query.order_by(PlanItem.planned, PlanItem.id)


def told(item: PlanItem) -> str:
    """An item in words."""
    return f"{item.item}（{item.planned}，{item.person.name}）"
