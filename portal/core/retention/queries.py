"""Questions about keeping: what is held, what may be destroyed, what was."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import Select, and_, false, func, or_, select

from portal.core.document_type import DocumentType
from portal.core.documents.models import Document
from portal.core.retention.models import DestructionItem, DestructionList, HoldAct
from portal.core.retention.rules import newest_year_due
from portal.extensions import db

Needed = Callable[[], Select[int]]


class Until(NamedTuple):
    """What is asked for: documents that were finished up to a year, on a day, in the company's zone."""

    year: int
    day: date
    zone: ZoneInfo


def due(forms: Iterable[DocumentType], until: Until) -> Select[Document]:
    """SQL: the documents of some forms that may be put on a list: kept long enough, on no list, not held,
    and needed by nothing. A case and the papers in its file are not listed (ADR 26)."""
    over = [and_(Document.type == form.code, Document.finished_at < end(form, until)) for form in forms
            if newest_year_due(until.day, form.keep_years) is not None]  # fmt: skip
    query = select(Document).where(or_(false(), *over), Document.stage.is_(None), Document.case_id.is_(None))
    query = query.where(Document.voiding.is_(False), Document.destroyed_by.is_(None))
    return query.where(*(Document.id.not_in(ids) for ids in (listed(), held(), *needed())))


def end(form: DocumentType, until: Until) -> datetime:
    """The end of the last year of which a form's documents are asked for and may be destroyed."""
    year = min(until.year, newest_year_due(until.day, form.keep_years) or 0)
    return datetime(max(year, 0) + 1, 1, 1, tzinfo=until.zone)


def listed() -> Select[int]:
    """SQL: ids of the documents that stand on a list."""
    return select(DestructionItem.document_id).where(DestructionItem.released_at.is_(None))


def newest_acts() -> Select[int]:
    """SQL: the ids of the acts that count."""
    return select(func.max(HoldAct.id)).group_by(HoldAct.document_id)


def holds() -> Select[HoldAct]:
    """SQL: the holds that stand."""
    return select(HoldAct).where(HoldAct.held, HoldAct.id.in_(newest_acts()))


def held() -> Select[int]:
    """SQL: ids of the documents that are held."""
    return select(HoldAct.document_id).where(HoldAct.held, HoldAct.id.in_(newest_acts()))


def needed() -> list[Select[int]]:
    """SQL: ids of the documents that something unsettled still needs, as each register says."""
    known: list[Needed] = current_app.extensions["still_needed"]
    return [ask() for ask in known]


def holds_of(document_id: int) -> list[HoldAct]:
    """A document's holds and their ends, oldest first."""
    return list(db.session.scalars(select(HoldAct).filter_by(document_id=document_id).order_by(HoldAct.id)))


def on_list(list_id: int) -> Select[DestructionItem]:
    """SQL: what stands on a list."""
    return select(DestructionItem).where(
        DestructionItem.list_id == list_id, DestructionItem.released_at.is_(None)
    )


def in_the_way(list_id: int) -> list[Document]:
    """The documents on a list that were held, or came to be needed, since they were put there."""
    mine = on_list(list_id).with_only_columns(DestructionItem.document_id)
    kept = or_(*(Document.id.in_(ids) for ids in (held(), *needed())), Document.voiding)
    return list(db.session.scalars(select(Document).where(Document.id.in_(mine), kept).order_by(Document.id)))


def destroyed() -> Select[int]:
    """SQL: ids of the documents that a list, once carried out, destroyed."""
    mine = and_(DestructionItem.list_id == DestructionList.id, DestructionItem.released_at.is_(None))
    query = select(DestructionItem.document_id).join(DestructionList, mine)
    return query.where(DestructionList.state == "done")
