"""What the clauses decide about standards."""

from collections.abc import Iterator

from portal.core.facts import Month, Refusal
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import StandardTable


def standard_refusals(said: StandardTable, terms: Terms) -> Iterator[Refusal]:
    """§1.3: each product has one standard, which reaches no month whose tables were due already."""
    earliest = Month(terms.day.year, terms.day.month).before().first()
    if said.since < earliest:
        yield Refusal(("since",), f"不能早于 {earliest}：更早月份的统计表已经填报", "§1.3")
    seen: set[int] = set()
    for position, line in enumerate(said.lines):
        if line.product.id in seen:
            yield Refusal(("lines", position, "product"), "前面已经写过这个品种", "§1.3")
        seen.add(line.product.id)
        if line.standard.fen <= 0:
            yield Refusal(("lines", position, "standard"), "要大于 0", "§1.3")
