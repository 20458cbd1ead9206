"""Who is looking at a page: loaded from the session's token at each request."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import Date, Integer, Select, String, and_, bindparam, select

from portal.core.auth.models import SignIn
from portal.core.auth.operations import digest
from portal.core.org.models import Holding, Person, Post, UnitPlace
from portal.core.org.queries import UNNAMED, allowed
from portal.core.web.context import now, settings, today
from portal.core.web.reader import besides, knows, reads_with
from portal.extensions import Instant, db

REMEMBERED = timedelta(days=7)
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
    """The signed-in person, with today's posts, the longest held first; `must_choose` a password of his own
    before anything else."""

    token: str
    person_id: int
    number: str
    name: str
    posts: tuple[HeldPost, ...]
    capabilities: frozenset[str]
    must_choose: bool = False

    def post_for(self, roles: Collection[str]) -> HeldPost | None:
        """The post by which the visitor may do what these roles do."""
        return next((post for post in self.posts if post.role in roles), None)

    def get_id(self) -> str:
        """What the session remembers."""
        return self.token


def init_visitors(app: Flask) -> None:
    """Let Flask-Login load visitors."""
    manager = LoginManager(app, add_context_processor=False)
    manager.user_loader(load_visitor)
    app.jinja_env.globals["current_user"] = current_user  # asked where a page says it: one of errors does not


def visitor() -> Visitor:
    """The signed-in person; only behind `allow`."""
    return cast(Visitor, current_user._get_current_object())


def visitor_id() -> Any:
    """SQL: the visitor's id, asked when a question is put: for one that is written once."""
    return bindparam("visitor_id", callable_=lambda: visitor().person_id, type_=Integer)


def load_visitor(token: str) -> Visitor | None:
    """The person of a live session; None when it is ended, too old, idle, or the person has left."""
    found = session_of(token, now() - settings().sessions.longest)
    posts = tuple(HeldPost(r.role, r.title, r.unit_id, r.unit or UNNAMED) for r in found if r.role)
    if not posts or idle():
        return None
    row, may = found[0], allowed(post.role for post in posts)
    session["seen"] = int(now().timestamp()) if stale() else session["seen"]
    reads_with(post.role for post in posts)
    return Visitor(token, row.person_id, row.number, row.name, posts, may, row.must_choose)


def expired_person() -> int | None:
    """Whose session this was, when the cookie names one that ran out but was not ended."""
    token = session.get("_user_id")
    found = session_of(token, now() - REMEMBERED) if token else []
    return found[0].person_id if found else None


def session_of(token: str, started_after: datetime) -> Sequence[Any]:
    """A session that was not ended, with its employed person: a row for each of his posts, one for none."""
    values = {"digest": digest(token), "started_after": started_after, "day": today(), "at": now()}
    found = db.session.execute(open_session(), values, execution_options=BEFORE_THE_WALL).all()
    if found:
        knows(found[0])
    return found


@cache
def open_session() -> Select[Any]:
    """SQL, written once as every request asks it: the person employed on a `day` whose session with a
    `digest` was `started_after` an instant and not ended; whether he must choose a password; what is known
    `at` an instant with him; and each post that he holds, the longest held first, with the name of its
    unit."""
    day: Any = bindparam("day", type_=Date)
    who = Person.id.label("person_id"), Person.number, Person.name, SignIn.must_choose
    held = Post.role, Post.title, Post.unit_id, UnitPlace.name.label("unit")
    query = select(*who, *held, *besides(Person.id, bindparam("at", type_=Instant)))
    query = query.select_from(Person).join(SignIn, SignIn.person_id == Person.id)
    posted = Holding.in_force(day), Holding.post.has(Post.in_force(day))
    query = query.outerjoin(Holding, and_(Holding.person_id == Person.id, *posted)).outerjoin(Holding.post)
    query = query.outerjoin(UnitPlace, and_(UnitPlace.unit_id == Post.unit_id, UnitPlace.in_force(day)))
    query = query.order_by(Holding.since, Holding.id)
    return query.where(
        SignIn.token_digest == bindparam("digest", type_=String), SignIn.ended_at.is_(None),
        SignIn.started_at > bindparam("started_after", type_=Instant), Person.in_force(day),
    )  # fmt: skip


def idle() -> bool:
    """Whether nothing was asked for too long."""
    return now().timestamp() - float(session.get("seen", 0)) > settings().sessions.idle.total_seconds()


def stale() -> bool:
    """Whether the cookie's time is worth renewing."""
    return now().timestamp() - float(session["seen"]) > REFRESH
