"""§4, §7: when a complaint is major, who goes on with it, and when the customer may be told."""

from collections.abc import Iterator
from datetime import date

from portal.core.facts import Refusal, columns
from portal.core.flow import Condition
from portal.core.terms import Terms
from portal.regulations.dealer_complaints.facts import Handling
from portal.regulations.dealer_complaints.facts.words import TICKED

TICKS = ("repeated", "to_factory", "blockade", "disturbance", "exchange", "media", "grave")
PROPOSED = ("cause", "liable", "cost", "until", "solution")
TOLD = ("negotiators", "told", "how", "answer", "reaction")


def handling_refusals(said: Handling, terms: Terms) -> Iterator[Refusal]:
    """§4(一)2, 4: a form of a day that has come; what is proposed costs nothing below zero and is done on a
    day to come; the customer was told on a day that has come."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§4(一)2")
    if said.cost is not None and said.cost.fen < 0:
        yield Refusal(("cost",), "不能小于 0", "§4(一)3")
    if said.until and said.until < said.day:
        yield Refusal(("until",), "不能早于填表日期", "§4(一)3")
    if said.told and said.told > terms.day:
        yield Refusal(("told",), "告知以后再填，这一天还没有到", "§4(一)4")


def why_major(said: Handling) -> tuple[str, ...]:
    """§7: what makes a complaint major, as its cells are called; nothing for any other."""
    labels = columns(Handling)
    return tuple(labels[tick].cell.label for tick in TICKS if getattr(said, tick) == TICKED)


def major(said: Handling, _terms: Terms) -> Condition:
    """§4(二): any tick makes it major."""
    found = why_major(said)
    why = f"重大投诉：{'、'.join(found)}" if found else "没有勾选重大投诉的情形，按一般投诉办理"
    return Condition(bool(found), (why,))


def general(said: Handling, terms: Terms) -> Condition:
    """§4(一): no tick, no major complaint."""
    found = major(said, terms)
    return Condition(not found.holds, found.trace)


CONDITIONS = {"major": major, "general": general}


def too_early(said: Handling) -> Iterator[Refusal]:
    """§4(一)4: on a form that is sent, nobody was told yet."""
    labels = columns(Handling)
    for name in TOLD:
        if getattr(said, name):
            why = f"总经理批准解决办法以后才告知客户，提交时「{labels[name].cell.label}」要空着"
            yield Refusal((name,), why, "§4(一)4")


def told_too_early(told: date | None, approved: date | None) -> Refusal | None:
    """§4(一)4: the customer is told on the day of the approval or later."""
    if told is None or approved is None or told >= approved:
        return None
    return Refusal(("told",), f"总经理 {approved} 才批准解决办法，不能早于这一天告知客户", "§4(一)4")
