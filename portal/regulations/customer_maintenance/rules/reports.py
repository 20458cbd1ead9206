"""What the clauses decide about reports to the upper level."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.customer_maintenance.facts import Escalation, MarketReport


def market_refusals(said: MarketReport, terms: Terms) -> Iterator[Refusal]:
    """§2(7): what is reported was seen, not foreseen. A price is information: nothing is measured by it."""
    yield from not_yet(said.day, terms, "§2(7)")


def escalation_refusals(said: Escalation, terms: Terms) -> Iterator[Refusal]:
    """§2(8): an event is reported when it has happened."""
    yield from not_yet(said.day, terms, "§2(8)")


def not_yet(day: date, terms: Terms, clause: str) -> Iterator[Refusal]:
    """A day that is still to come."""
    if day > terms.day:
        yield Refusal(("day",), "不能晚于今天", clause)
