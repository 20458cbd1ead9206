"""Passwords: argon2, a few at a time, the same effort whether the account exists or not."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

AT_ONCE = 2
SHORTEST, LONGEST = 8, 256


class Passwords:
    """Hashes and checks passwords; never call it inside a writing transaction, it takes a quarter second."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher
        self.turns = BoundedSemaphore(AT_ONCE)
        self.nobody = hasher.hash(secrets.token_hex())

    @classmethod
    def strong(cls) -> "Passwords":
        """The library's current recommendation."""
        return cls(PasswordHasher())

    @classmethod
    def cheap(cls) -> "Passwords":
        """For tests only."""
        return cls(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    def hash(self, password: str) -> str:
        """The hash to store."""
        with self.turns:
            return self.hasher.hash(password)

    def match(self, secret: str | None, password: str) -> bool:
        """Whether the password belongs to the hash; None stands for an account that does not exist."""
        with self.turns:
            try:
                return self.hasher.verify(secret or self.nobody, password[:LONGEST]) and secret is not None
            except (VerifyMismatchError, VerificationError, InvalidHashError):
                return False
