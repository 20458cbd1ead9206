"""What the clauses decide about the check that follows a payment: which customers, how many."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.core.facts import Ref, Refusal
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import UNTRUE, SpotRecord


def record_refusals(said: SpotRecord, terms: Terms) -> Iterator[Refusal]:
    """§3.2: different customers, on a day that was."""
    if said.day > terms.day:
        yield Refusal(("day",), "不能晚于今天", "§3.2")
    seen: set[int] = set()
    for position, line in enumerate(said.lines):
        if line.customer.id in seen:
            yield Refusal(("lines", position, "customer"), "前面已经写过这个客户", "§3.2")
        seen.add(line.customer.id)


def is_untrue(said: SpotRecord) -> bool:
    """§3.2: whether a customer did not confirm what was paid."""
    return any(line.result == UNTRUE for line in said.lines)


def confirms(said: SpotRecord) -> bool:
    """§3.2: whether the next advance may be drawn after it: everybody agreed, or it says how what did not was
    settled [assumption: R07.6, the check confirms the payment]."""
    return bool(said.settled.strip()) or not is_untrue(said)


class Lottery(NamedTuple):
    """§3.2: the customers of a table, its number and digest (hex), and how many of them are to be asked."""

    number: str
    digest: str
    customers: Sequence[Ref]
    wanted: int

    @property
    def drawn(self) -> list[Ref]:
        """Whom to ask: so many, all where there are fewer; anybody can draw again."""
        return sorted(self.customers, key=self.lot)[: self.wanted]

    @property
    def told(self) -> str:
        """How it was drawn."""
        return (
            f"{self.number} 共 {len(self.customers)} 家客户：它的校验值（{self.digest[:16]}…）后接客户编码，"
            f"各算 SHA-256，从小到大取前 {len(self.drawn)} 家。"
        )

    def lot(self, customer: Ref) -> str:
        """A customer's lot: SHA-256 (hex) of the table's digest and his code."""
        return hashlib.sha256(f"{self.digest}{customer.code}".encode()).hexdigest()


def picking_refusals(said: SpotRecord, lots: Lottery) -> Iterator[Refusal]:
    """§3.2: customers of that table, as many as must be asked, those that were drawn or why not."""
    known = {ref.id for ref in lots.customers}
    for position, line in enumerate(said.lines):
        if line.customer.id not in known:
            yield Refusal(("lines", position, "customer"), "不是这张统计表里的客户", "§3.2")
    asked = {line.customer.id for line in said.lines} & known
    if len(asked) < len(lots.drawn):
        yield Refusal(("settlement",), f"要抽查 {len(lots.drawn)} 家，现在是 {len(asked)} 家", "§3.2")
    missed = [ref.label for ref in lots.drawn if ref.id not in asked]
    if missed and not said.other.strip():
        yield Refusal(("other",), f"抽到的{'、'.join(missed)}没有查，请写明原因", "§3.2")
    if said.drawn.strip() != lots.told:
        yield Refusal(("drawn",), f"应写：{lots.told}", "§3.2")
