"""Questions about cases: what is in a file, who may do what, what stands at which stage."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.core.approval.search import Question, found, seen
from portal.core.case import CLOSED
from portal.core.document_type import DocumentType
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.extensions import db

AT_A_GLANCE = 5
MOST_ENTRIES = 60


def entries(case_id: int, before: int | None = None) -> Select[CaseEvent]:
    """SQL: the entries of a case's file, the newest first, with person and paper."""
    query = select(CaseEvent).filter_by(case_id=case_id)
    if before:
        query = query.where(CaseEvent.position < before)
    around = (joinedload(CaseEvent.person), joinedload(CaseEvent.paper))
    return query.options(*around).order_by(CaseEvent.position.desc())


def cases(form: DocumentType, person_id: int, day: date, text: str = "", stage: str = "") -> Select[Any]:
    """SQL: the cases of a form that a person may see, perhaps with these words, perhaps at one stage."""
    asked = Question(text, form.code)
    query = found(person_id, day, asked).with_values() if text else seen(person_id, day, asked)
    return query.where(Document.stage == stage) if stage else query


def counts(form: DocumentType, person_id: int, day: date) -> dict[str, int]:
    """How many cases stand at each stage."""
    mine = cases(form, person_id, day).with_only_columns(Document.stage, func.count())
    return {str(stage): int(n) for stage, n in db.session.execute(mine.group_by(Document.stage))}


def newest(form: DocumentType, person_id: int, day: date) -> dict[str, list[Document]]:
    """The newest few cases at each stage that is not the end: one question for all stages."""
    place = func.row_number().over(partition_by=Document.stage, order_by=Document.id.desc())
    mine = cases(form, person_id, day).with_only_columns(Document.id, place.label("place")).subquery()
    shown = select(mine.c.id).where(mine.c.place <= AT_A_GLANCE)
    query = select(Document).where(Document.id.in_(shown), Document.stage != CLOSED)
    board: dict[str, list[Document]] = {}
    for row in db.session.scalars(query.options(joinedload(Document.author)).order_by(Document.id.desc())):
        board.setdefault(row.stage or "", []).append(row)
    return board


def last_entries(case_ids: Collection[int]) -> dict[int, CaseEvent]:
    """The newest entry of each case."""
    later = aliased(CaseEvent)
    newer = select(later.id).where(later.case_id == CaseEvent.case_id, later.position > CaseEvent.position)
    query = select(CaseEvent).where(CaseEvent.case_id.in_(case_ids), ~newer.exists())
    return {row.case_id: row for row in db.session.scalars(query)}
