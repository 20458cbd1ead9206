"""What the clauses decide about a dealer's stock and target."""

from collections.abc import Iterator

from portal.core.facts import Ref, Refusal
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.customer_maintenance.facts import MonthlyTarget, StockGuidance, StockLine, TargetLine


def stock_refusals(record: StockGuidance, _terms: Terms) -> Iterator[Refusal]:
    """§2(5): each product is advised on once."""
    yield from repeated(record.lines, "§2(5)")


def target_refusals(said: MonthlyTarget, _terms: Terms) -> Iterator[Refusal]:
    """§2(3): the target is split; what is split adds up to the target, each product once."""
    yield from repeated(said.lines, "§2(3)")
    split = sum((line.target for line in said.lines), Amount(0))
    if split != said.target:
        yield Refusal(("target",), f"与分解合计 {split} 不一致", "§2(3)")


def repeated(lines: tuple[StockLine | TargetLine, ...], clause: str) -> Iterator[Refusal]:
    """Products that were named before."""
    seen: set[Ref] = set()
    for position, line in enumerate(lines):
        if line.product in seen:
            yield Refusal(("lines", position, "product"), "前面已经写过这个品种", clause)
        seen.add(line.product)
