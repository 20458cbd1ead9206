"""§附1, §附2: what a change must say before it begins, and after."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.domain.operations.changes.rules import Cited, day_refusals
from portal.domain.operations.windows import Hours
from portal.regulations.system_maintenance.facts import ChangePaper
from portal.regulations.system_maintenance.parameters import CLOSES, OPENS

CITED = Cited("§附1", "§附2")


def hours_on(terms: Terms) -> Hours:
    """The main business hours by the terms of a day."""
    return Hours(terms.value(OPENS), terms.value(CLOSES))


def change_refusals(said: ChangePaper, terms: Terms) -> Iterator[Refusal]:
    """§附1: a change asked for on a day that has come, with a window, that did not end before it began."""
    return day_refusals(said, terms, CITED)
