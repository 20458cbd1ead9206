"""Questions about clocks."""

from collections.abc import Iterable

from sqlalchemy import select

from portal.core.clocks.models import Clock
from portal.extensions import db


def of_steps(step_ids: Iterable[int]) -> list[Clock]:
    """The clocks of some steps, oldest first: no question where there is no step."""
    ids = list(step_ids)
    query = select(Clock).where(Clock.step_id.in_(ids)).order_by(Clock.id)
    return list(db.session.scalars(query)) if ids else []


def of_document(document_id: int) -> list[Clock]:
    """Every clock of a document and of its steps, oldest first."""
    return list(db.session.scalars(select(Clock).filter_by(document_id=document_id).order_by(Clock.id)))
