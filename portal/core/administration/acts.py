"""Who administers and when; what refuses a change; the one lock that every change takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from portal.core.administration.rules import Span, day_refusal, overlap, uncovered
from portal.core.org.models import Dated, Holding, Person, Post, Unit
from portal.core.org.roles import ROLES
from portal.extensions import db, hold

ADMINISTRATORS = [name for name, role in ROLES.items() if "administer" in role.capabilities]


class Administrator(NamedTuple):
    """Who changes the organisation, at which moment, on which day of the company."""

    person_id: int
    at: datetime
    today: date


class Refused(Exception):
    """The change cannot be made; `field` is where the form says why. Nothing was changed."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


def lock() -> None:
    """Lock the organisation as a whole: its root unit. Changes of it come one after the other."""
    hold(Unit, id=root_id())


def root_id() -> int:
    """The legal entity's unit, opened first of all."""
    return db.session.scalars(select(func.min(Unit.id))).one()


def require_day(day: date, who: Administrator, field: str = "since") -> None:
    """A change is dated today or later."""
    why = day_refusal(day, who.today)
    if why:
        raise Refused(field, why)


def span_of(row: Dated) -> Span:
    """The days on which a row is in force."""
    return Span(row.since, row.until)


@contextmanager
def keeping_an_administrator(since: date, field: str) -> Iterator[None]:
    """Refuse what would leave the portal without an administrator on any day."""
    yield
    db.session.flush()
    query = select(Holding, Post, Person).join(Holding.post).join(Holding.person)
    rows = db.session.execute(query.where(Post.role.in_(ADMINISTRATORS)))
    gap = uncovered([overlap([span_of(part) for part in row]) for row in rows], since)
    if gap:
        raise Refused(field, f"这样从 {gap} 起就没有系统管理者了，请先任命另一位")
