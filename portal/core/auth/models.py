"""Tables of sign-in: identities, sign-ins and attempts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Instant, Model


class Identity(Model):
    """How a person proves who he is; `secret` is an argon2 hash for passwords, empty elsewhere.

    `first_until` says until when a password that somebody else gave him opens; None: he chose it himself.
    """

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("provider", "subject"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    provider: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(80))
    secret: Mapped[str] = mapped_column(String(200))
    first_until: Mapped[datetime | None] = mapped_column(Instant)


class SignIn(Model):
    """One signed-in browser: its cookie holds the token, we its SHA-256. Ended is ended, also for copies.

    `must_choose`: it was opened with a first password, and opens nothing else until another is chosen.
    """

    __tablename__ = "sign_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    must_choose: Mapped[bool] = mapped_column(default=False, server_default=false())


class SignInAttempt(Model):
    """One try to sign in, for slowing down guesses."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index(None, "subject", "address", "at"), Index(None, "address", "at"))
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(80))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)
    succeeded: Mapped[bool]
