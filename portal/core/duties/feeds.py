"""Feeds: a private address under which a person's calendar fetches what he owes; one at a time, revocable."""

import secrets
from datetime import date, datetime

from sqlalchemy import select, update

from portal.core.audit.chain import record
from portal.core.auth.operations import digest
from portal.core.duties.models import Feed
from portal.core.org.models import Person
from portal.extensions import db, hold


def begin(person_id: int, at: datetime) -> str:
    """End a person's feed and begin another; returns its token, which is nowhere stored."""
    end(person_id, at)
    token = secrets.token_urlsafe(32)
    db.session.add(Feed(token_digest=digest(token), person_id=person_id, begun_at=at))
    db.session.flush()
    record(f"person:{person_id}", "duty_feed:begun", person_id, at)
    return token


def end(person_id: int, at: datetime) -> None:
    """End a person's feed, if there is one."""
    hold(Person, id=person_id)
    mine = update(Feed).where(Feed.person_id == person_id, Feed.ended_at.is_(None))
    if db.session.execute(mine.values(ended_at=at)).rowcount:  # type: ignore[attr-defined]  # an UPDATE has it
        record(f"person:{person_id}", "duty_feed:ended", person_id, at)


def has_feed(person_id: int) -> bool:
    """Whether a person's feed may be fetched."""
    mine = select(Feed.person_id).filter_by(person_id=person_id, ended_at=None)
    return db.session.scalar(mine.limit(1)) is not None


def owner(token: str, day: date) -> Person | None:
    """Whose feed a token fetches; nobody's once it was ended or the person has left."""
    query = select(Person).join(Feed, Feed.person_id == Person.id).where(Person.in_force(day))
    return db.session.scalar(query.where(Feed.token_digest == digest(token), Feed.ended_at.is_(None)))
