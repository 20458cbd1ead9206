"""Months from one to another, and what an account's balance did in them. Pure."""

from typing import NamedTuple

from portal.core.facts import Month
from portal.core.money import Amount


class Span(NamedTuple):
    """Whole months, both ends included."""

    first: Month
    last: Month

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} 至 {self.last}"


class Turnover(NamedTuple):
    """A balance brought forward, what came, what went, and what is carried forward."""

    opening: Amount
    came: Amount
    went: Amount

    @property
    def closing(self) -> Amount:
        """The balance carried forward."""
        return self.opening + self.came + Amount(-self.went.fen, self.went.currency)
