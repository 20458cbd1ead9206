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


def of_documents(document_ids: Iterable[int]) -> list[Clock]:
    """The clocks that run or stand still on some documents as a whole or at their stage, oldest first."""
    query = select(Clock).where(Clock.document_id.in_(list(document_ids)), Clock.step_id.is_(None))
    return list(db.session.scalars(query.where(Clock.state != "stopped").order_by(Clock.id)))
