"""Proving who one is by a password: at sign-in, and where a step demands it; guesses are slowed."""

import logging
from threading import Lock
from typing import cast
from zlib import crc32

from flask import current_app, g
from sqlalchemy import select

from portal.core.auth.models import Identity
from portal.core.auth.operations import PASSWORD, note_failure
from portal.core.auth.passwords import Passwords
from portal.core.auth.slowdown import seconds_to_wait
from portal.core.web.context import now
from portal.extensions import db, writing
from portal.logs import note

TURNS = tuple(Lock() for _ in range(64))


class NotProven(PermissionError):
    """The password is wrong (422), or too many were wrong before (429; `why` says how long to wait)."""

    def __init__(self, status: int, why: str = "") -> None:
        super().__init__(why)
        self.status, self.why = status, why


def proven(number: str, password: str, address: str) -> Identity:
    """Whose number and password these are; raises NotProven.

    An account's guesses come one after the other: of many at one instant each meets the failures before it.
    """
    with TURNS[crc32(account(number).encode()) % len(TURNS)]:
        db.session.rollback()  # what was read before may be older than the last failure
        require_patience(number, address)
        return compared(number, password, address)


def require_patience(number: str, address: str) -> None:
    """Refuse whoever must wait; raises NotProven."""
    wait = seconds_to_wait(account(number), address, now())
    if wait:
        note("proof_refused", logging.WARNING, address=address, wait=wait)
        g.seconds_to_wait = wait
        raise NotProven(429, f"尝试次数太多，请在 {wait} 秒后再试。")


def compared(number: str, password: str, address: str) -> Identity:
    """The identity, compared outside any transaction; raises NotProven."""
    identity = find_identity(number)
    secret, person_id = (identity.secret, identity.person_id) if identity else (None, None)
    db.session.rollback()
    if passwords().match(secret, password):
        return cast(Identity, identity)
    note("proof_failed", logging.WARNING, person=person_id, address=address)
    with writing():
        note_failure(account(number), address, now())
    raise NotProven(422)


def account(number: str) -> str:
    """A typed number as a key for counting: bounded, and free of what a database refuses."""
    return number[:20] if number.isascii() and number.isprintable() else "?"


def find_identity(number: str) -> Identity | None:
    """The password identity of an employee number."""
    mine = (Identity.provider == PASSWORD, Identity.subject == account(number))
    return db.session.scalar(select(Identity).where(*mine))


def passwords() -> Passwords:
    """The app's password hasher."""
    return cast(Passwords, current_app.extensions["passwords"])
