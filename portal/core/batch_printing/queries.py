"""Questions about batches: whose they are, how far they are, what was left out, what may still be read."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.core.approval.visibility import may_see_paper
from portal.core.batch_printing.models import PrintBatch, PrintBatchItem
from portal.core.batch_printing.operations import LEFT_OUT
from portal.extensions import db


class Progress(NamedTuple):
    """Of a batch: how many papers it has, are dealt with, and are bound."""

    all: int
    done: int
    bound: int


def batches_of(person_id: int) -> Select[Any]:
    """SQL: the batches that a person asked for."""
    return select(PrintBatch).filter_by(person_id=person_id)


def batch_of(batch_id: int, person_id: int) -> PrintBatch | None:
    """A batch, for whoever asked for it."""
    mine: PrintBatch | None = db.session.scalar(batches_of(person_id).filter_by(id=batch_id))
    return mine


def progress_of(batch_ids: list[int]) -> dict[int, Progress]:
    """How far batches are; in one question."""
    states = PrintBatchItem.state
    done, bound = (func.count().filter(condition) for condition in (states != "wanted", states == "in"))
    query = select(PrintBatchItem.batch_id, func.count(), done, bound).group_by(PrintBatchItem.batch_id)
    rows = db.session.execute(query.where(PrintBatchItem.batch_id.in_(batch_ids)))
    return {batch_id: Progress(*counts) for batch_id, *counts in rows}


def left_out(batch_id: int) -> list[PrintBatchItem]:
    """The documents that are not in the file, in the order of the list."""
    query = select(PrintBatchItem).filter_by(batch_id=batch_id).where(PrintBatchItem.state.in_(LEFT_OUT))
    query = query.options(joinedload(PrintBatchItem.document)).order_by(PrintBatchItem.position)
    return list(db.session.scalars(query))


def unseen_in(batch: PrintBatch, day: date) -> int:
    """How many of the bound documents whoever asked for them may not see any more."""
    bound = select(PrintBatchItem.document_id).filter_by(batch_id=batch.id, state="in")
    lost = bound.where(~may_see_paper(PrintBatchItem.document_id, batch.person_id, day))
    return db.session.scalars(select(func.count()).select_from(lost.subquery())).one()
