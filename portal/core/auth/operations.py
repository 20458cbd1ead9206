"""Signing in and out; giving a password."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from portal.core.audit.chain import record
from portal.core.auth.models import Identity, SignIn, SignInAttempt
from portal.core.org.models import Person
from portal.extensions import db, hold

PASSWORD = "password"  # noqa: S105 - the provider's name, not a secret
FIRST_LASTS = timedelta(days=7)


def give_password(person: Person, secret: str, first_until: datetime | None = None) -> None:
    """Store a password's hash as the person's way to sign in; a first password opens until an instant."""
    named = {"provider": PASSWORD, "subject": person.number}
    db.session.add(Identity(person_id=person.id, secret=secret, first_until=first_until, **named))
    db.session.flush()


def change_password(person_id: int, secret: str, token: str, at: datetime) -> None:
    """Store a new password's hash and end every session of the person but the one that asked."""
    hold(Person, id=person_id)
    mine = update(Identity).filter_by(person_id=person_id, provider=PASSWORD)
    db.session.execute(mine.values(secret=secret, first_until=None))
    here = SignIn.token_digest == digest(token)
    db.session.execute(update(SignIn).where(here).values(must_choose=False))
    others = update(SignIn).where(SignIn.person_id == person_id, ~here)
    db.session.execute(others.where(SignIn.ended_at.is_(None)).values(ended_at=at))
    record(f"person:{person_id}", "person:password_changed", person_id, at)


def replace_password(person: Person, secret: str, at: datetime) -> None:
    """Store a first password's hash in place of a lost one; end every session of the person."""
    mine = select(Identity).filter_by(person_id=person.id, provider=PASSWORD)
    identity, until = db.session.scalar(mine), at + FIRST_LASTS
    if identity:
        identity.secret, identity.first_until = secret, until
    else:
        give_password(person, secret, until)
    end_sessions(person.id, at)


def end_sessions(person_id: int, at: datetime) -> None:
    """End every session of a person."""
    mine = update(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    db.session.execute(mine.values(ended_at=at))


def open_sign_in(identity: Identity, address: str, at: datetime) -> str:
    """Note the success and open a session; returns its token, which is stored nowhere."""
    token, first = secrets.token_urlsafe(32), identity.first_until is not None
    db.session.add(SignInAttempt(subject=identity.subject, address=address, at=at, succeeded=True))
    opened = {"person_id": identity.person_id, "address": address, "started_at": at, "must_choose": first}
    db.session.add(SignIn(token_digest=digest(token), **opened))
    return token


def note_failure(subject: str, address: str, at: datetime) -> None:
    """Remember a wrong try."""
    db.session.add(SignInAttempt(subject=subject, address=address, at=at, succeeded=False))


def close_sign_in(token: str, at: datetime) -> None:
    """End a session for good, also for a copied cookie."""
    mine = SignIn.token_digest == digest(token)
    db.session.execute(update(SignIn).where(mine, SignIn.ended_at.is_(None)).values(ended_at=at))


def digest(token: str) -> str:
    """What we store of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
