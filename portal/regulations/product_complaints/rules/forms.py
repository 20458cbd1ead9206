"""§9.1: what the handling form must say before it can be sent."""

from collections.abc import Callable, Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import BACK, NO_SAMPLE, Abnormality, HandlingForm
from portal.regulations.product_complaints.policies import Policy


def form_refusals(policy: Policy) -> Callable[[HandlingForm, Terms], Iterator[Refusal]]:
    """The rules of a policy's handling form."""

    def refusals(said: HandlingForm, terms: Terms) -> Iterator[Refusal]:
        yield from product_refusals(said, policy)
        yield from quantity_refusals(said)
        if said.sample == NO_SAMPLE and not said.no_sample:
            yield Refusal(("no_sample",), "没有附样品的，请写明原因", "§9.1")
        if said.shipped > terms.day:
            yield Refusal(("shipped",), "交运日期还没有到", "§9.1")
        if said.lost.fen < 0:
            yield Refusal(("lost",), "不能小于 0", "§3")

    return refusals


def product_refusals(said: HandlingForm, policy: Policy) -> Iterator[Refusal]:
    """§9.1: the product is known by its part number, or by its batch."""
    if policy.part_no and not said.part_no:
        yield Refusal(("part_no",), "请填料号", "§9.1")
    if not policy.part_no and not said.batch:
        yield Refusal(("batch",), "请填批号", "§9.1")


def quantity_refusals(said: HandlingForm) -> Iterator[Refusal]:
    """§9.1: no more is defective than was shipped; how many come back, if that is known."""
    if said.defective > said.quantity:
        yield Refusal(("defective",), f"不能多于交运数量 {said.quantity}", "§9.1")
    if said.request not in BACK:
        return
    if said.wanted is None and not said.processing:
        why = "请填退换数量；客户加工中还不能确定的，选「客户加工中未确定」"
        yield Refusal(("wanted",), why, "§9.1")
    elif said.wanted is not None and said.processing:
        yield Refusal(("processing",), "已经填了退换数量，就不是「客户加工中未确定」", "§9.1")
    elif said.wanted is not None and not 1 <= said.wanted <= said.quantity:
        yield Refusal(("wanted",), f"要在 1 和交运数量 {said.quantity} 之间", "§9.1")


def abnormality_refusals(said: Abnormality, terms: Terms) -> Iterator[Refusal]:
    """§3: a unit is named, and the day has come."""
    if not said.concerned:
        yield Refusal(("concerned",), "请选由哪个单位改善", "§3")
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§3")
