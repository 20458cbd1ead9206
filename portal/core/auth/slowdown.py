"""Slowing down guesses: by account and address, and by address; the owner elsewhere is not locked out."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from portal.core.auth.models import SignInAttempt
from portal.extensions import db

WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
FREE_TRIES_OF_AN_ADDRESS = 60
LONGEST_WAIT = 300


def seconds_to_wait(subject: str, address: str, at: datetime) -> int:
    """How long this account must wait at this address, in seconds; 0 when it may try."""
    of_account = wait(SignInAttempt.subject == subject, address, FREE_TRIES, at)
    return max(of_account, wait(SignInAttempt.subject != "", address, FREE_TRIES_OF_AN_ADDRESS, at))


def wait(who: ColumnElement[bool], address: str, free: int, at: datetime) -> int:
    """Doubling from 5 seconds with each failure beyond the free ones."""
    failures = select(func.count(), func.max(SignInAttempt.at)).where(who, SignInAttempt.address == address)
    failures = failures.where(SignInAttempt.succeeded.is_(False), SignInAttempt.at > at - WINDOW)
    count, last = db.session.execute(failures).one()
    if count < free:
        return 0
    until = last + timedelta(seconds=min(5 * 2 ** min(count - free, 10), LONGEST_WAIT))
    return max(0, round((until - at).total_seconds()))
