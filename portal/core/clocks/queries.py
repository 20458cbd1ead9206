"""Questions about clocks."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select

from portal.core.clocks.models import Clock
from portal.extensions import db

IDS: Any = bindparam("ids", expanding=True, type_=Integer)


def of_steps(step_ids: Iterable[int]) -> list[Clock]:
    """The clocks of some steps, oldest first: no question where there is no step."""
    ids = list(step_ids)
    return list(db.session.scalars(clocks_of_steps(), {"ids": ids})) if ids else []


def of_documents(document_ids: Iterable[int]) -> list[Clock]:
    """The clocks that run or stand still on some documents as a whole or at their stage, oldest first."""
    return list(db.session.scalars(clocks_of_documents(), {"ids": list(document_ids)}))


@cache
def clocks_of_steps() -> Select[Clock]:
    """SQL, written once: those of the steps `ids`."""
    return select(Clock).where(Clock.step_id.in_(IDS)).order_by(Clock.id)


@cache
def clocks_of_documents() -> Select[Clock]:
    """SQL, written once: those of the documents `ids`."""
    query = select(Clock).where(Clock.document_id.in_(IDS), Clock.step_id.is_(None))
    return query.where(Clock.state != "stopped").order_by(Clock.id)
