"""§13: what the papers of a settlement must say, and when what came in is what was approved."""

from collections.abc import Callable, Iterator

from portal.core.facts import Refusal
from portal.core.flow import Condition
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import (
    EXCHANGE,
    RED_INVOICE,
    Discount,
    Returned,
    ReturnProved,
)
from portal.regulations.product_complaints.parameters import Parameters


def discount_refusals(said: Discount, terms: Terms) -> Iterator[Refusal]:
    """A discount is so many at such a price, by a slip that the customer stamps or a red-letter invoice."""
    yield from not_come(said, terms)
    yield from sum_refusals(said.quantity, said.price, said.amount)
    yield from invoice_refusals(said)


def returned_refusals(said: Returned, terms: Terms) -> Iterator[Refusal]:
    """Goods came in on a day; what is exchanged is sent anew."""
    yield from not_come(said, terms)
    yield from invoice_refusals(said)
    if said.way == EXCHANGE and (said.replaced or 0) < 1:
        yield Refusal(("replaced",), "换货的，请填换发数量", "§13")
    if said.actual is not None and said.actual < 0:
        yield Refusal(("actual",), "不能小于 0", "§13")
    if said.arrived and said.arrived > terms.day:
        yield Refusal(("arrived",), "这一天还没有到", "§13")


def proof_refusals(said: ReturnProved, terms: Terms) -> Iterator[Refusal]:
    """So many went back at such a price."""
    yield from not_come(said, terms)
    yield from sum_refusals(said.quantity, said.price, said.amount)


def not_come(said: Discount | Returned | ReturnProved, terms: Terms) -> Iterator[Refusal]:
    """A paper is of a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§13")


def sum_refusals(quantity: int, price: Amount, amount: Amount) -> Iterator[Refusal]:
    """The amount is the price times the quantity."""
    if price.fen <= 0:
        yield Refusal(("price",), "要大于 0", "§13")
    elif amount.fen != price.fen * quantity:
        yield Refusal(("amount",), f"要等于单价 {price} 乘数量 {quantity}", "§13")


def invoice_refusals(said: Discount | Returned) -> Iterator[Refusal]:
    """A red-letter invoice has a number."""
    if said.proof == RED_INVOICE and not said.invoice:
        yield Refusal(("invoice",), "请填红字发票号码", "§13")


def counts_of(parameters: Parameters) -> dict[str, Callable[[Returned, Terms], Condition]]:
    """The conditions of accounting's two steps, by name; exactly one holds."""

    def differs(said: Returned, terms: Terms) -> Condition:
        tolerance = terms.value(parameters.tolerance)
        apart = abs((said.actual or 0) - said.approved)
        told = f"核准 {said.approved}，实收 {said.actual or 0}，相差 {apart}，可以相差 {tolerance}"
        return Condition(apart > tolerance, (told,))

    def as_approved(said: Returned, terms: Terms) -> Condition:
        found = differs(said, terms)
        return Condition(not found.holds, found.trace)

    return {"as_approved": as_approved, "differs": differs}
