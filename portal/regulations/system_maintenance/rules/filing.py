"""§2: what a unit files."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.system_maintenance.facts import Filing


def filing_refusals(said: Filing, terms: Terms) -> Iterator[Refusal]:
    """§2: filed on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§2")
