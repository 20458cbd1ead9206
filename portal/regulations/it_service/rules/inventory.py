"""§5.2: an inventory says what the register and the count say, and what is done about each difference."""

from collections.abc import Iterator, Mapping

from portal.core.facts import Refusal, columns
from portal.core.terms import Terms
from portal.regulations.it_service.facts import Inventory

CLAUSE = "§5.2"
NAMED = 5


def inventory_refusals(said: Inventory, terms: Terms) -> Iterator[Refusal]:
    """§5.2: made on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", CLAUSE)


def wrong_figures(said: Inventory, figures: Mapping[str, int]) -> Iterator[Refusal]:
    """§5.2: each figure is that of the register and of the count."""
    for name, right in figures.items():
        if getattr(said, name) != right:
            label = columns(Inventory)[name].cell.label
            yield Refusal((name,), f"按登记和盘点，{label}是 {right}", CLAUSE)


def wrong_differences(said: Inventory, found: Mapping[str, str]) -> Iterator[Refusal]:
    """§5.2: the differences of the count, each once, no others; `found` says by code what each is."""
    seen: set[str] = set()
    for position, line in enumerate(said.differences):
        if line.asset in seen or line.asset not in found:
            yield Refusal(("differences", position, "asset"), "盘点里没有这个差异，或者写了两次", CLAUSE)
        elif line.what != found[line.asset]:
            yield Refusal(("differences", position, "what"), f"盘点的差异是：{found[line.asset]}", CLAUSE)
        seen.add(line.asset)
    left = [code for code in found if code not in seen]
    if left:
        more = f"等 {len(left)} 个" if len(left) > NAMED else ""
        yield Refusal(("count",), f"还有差异没有写：{'、'.join(left[:NAMED])}{more}", CLAUSE)
