"""Who is looking at a page: loaded from the session's token at each request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import Date, Select, String, bindparam, select

from portal.core.auth.models import SignIn
from portal.core.auth.operations import digest
from portal.core.org.models import Person
from portal.core.org.queries import capabilities, placed_holdings
from portal.core.web.context import now, today
from portal.core.web.reader import COMPARTMENTS, knows_of_compartments, reads_with
from portal.extensions import Instant, db

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
REFRESH = 60
BEFORE_THE_WALL = {"walled": False}  # who it is that asks is not known yet


class HeldPost(NamedTuple):
    """A post of the visitor: its role, its title, and its unit as it is named today."""

    role: str
    title: str
    unit_id: int
    unit: str


@dataclass(frozen=True)
class Visitor(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """The signed-in person, with today's posts, the longest held first."""

    token: str
    person_id: int
    number: str
    name: str
    posts: tuple[HeldPost, ...]
    capabilities: frozenset[str]

    def post_for(self, roles: Collection[str]) -> HeldPost | None:
        """The post by which the visitor may do what these roles do."""
        return next((post for post in self.posts if post.role in roles), None)

    def get_id(self) -> str:
        """What the session remembers."""
        return self.token


def init_visitors(app: Flask) -> None:
    """Let Flask-Login load visitors."""
    manager = LoginManager(app)
    manager.user_loader(load_visitor)


def visitor() -> Visitor:
    """The signed-in person; only behind `allow`."""
    return cast(Visitor, current_user)


def load_visitor(token: str) -> Visitor | None:
    """The person of a live session; None when it is ended, too old, idle, or the person has left."""
    person = person_of(token, now() - ABSOLUTE)
    if person is None or idle():
        return None
    held = placed_holdings(person.id, today())
    if not held:
        return None
    session["seen"] = int(now().timestamp()) if stale() else session["seen"]
    reads_with(each.post.role for each, _ in held)
    posts = tuple(HeldPost(h.post.role, h.post.title, h.post.unit_id, unit) for h, unit in held)
    return Visitor(token, person.id, person.number, person.name, posts, capabilities([h for h, _ in held]))


def expired_person() -> int | None:
    """Whose session this was, when the cookie names one that ran out but was not ended."""
    token = session.get("_user_id")
    person = person_of(token, now() - ABSOLUTE * 14) if token else None
    return person.id if person else None


def person_of(token: str, started_after: datetime) -> Person | None:
    """The employed person of a session that was not ended."""
    values = {"digest": digest(token), "started_after": started_after, "day": today()}
    row = db.session.execute(person_by_session(), values, execution_options=BEFORE_THE_WALL).first()
    if row is None:
        return None
    knows_of_compartments(row.compartments)
    return cast(Person, row.Person)


@cache
def person_by_session() -> Select[Person, bool]:
    """SQL, written once as every request asks it: the person employed on a `day` whose session with a
    `digest` was `started_after` an instant and not ended; and whether there are compartments."""
    day: Any = bindparam("day", type_=Date)
    query = select(Person, COMPARTMENTS.label("compartments")).join(SignIn, SignIn.person_id == Person.id)
    return query.where(
        SignIn.token_digest == bindparam("digest", type_=String), SignIn.ended_at.is_(None),
        SignIn.started_at > bindparam("started_after", type_=Instant), Person.in_force(day),
    )  # fmt: skip


def idle() -> bool:
    """Whether nothing was asked for too long."""
    return now().timestamp() - float(session.get("seen", 0)) > IDLE.total_seconds()


def stale() -> bool:
    """Whether the cookie's time is worth renewing."""
    return now().timestamp() - float(session["seen"]) > REFRESH
