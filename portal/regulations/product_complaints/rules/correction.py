"""§7.3: what a correction of the register may say."""

from collections.abc import Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import HARMLESS, Correction


def correction_refusals(said: Correction, terms: Terms) -> Iterator[Refusal]:
    """§7.3: something is corrected, and the day has come."""
    if not (said.loss or said.region or said.order or said.product):
        yield Refusal(("loss",), "至少改一项", "§7.3")
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§7.3")


def late_refusals(said: Correction, forms: bool, accepted: bool) -> Iterator[Refusal]:
    """§3, §10: a complaint that has a handling form did harm; the limit that runs since its receipt stays."""
    if said.loss == HARMLESS and forms:
        yield Refusal(("loss",), "已经填了客户抱怨处理表，按有损失办理，不再改为没有损失", "§3")
    if said.region and accepted:
        yield Refusal(("region",), "处理表已经收件，期限已按原来的国内外起算，不再更正", "§10")
