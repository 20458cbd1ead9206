"""§11: who decides, by the amount; what is paid abroad is always for the general manager."""

from collections.abc import Callable
from typing import Literal

from portal.core.flow import Condition
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.regulations.product_complaints.facts import OVERSEAS, SALES_LIABLE, HandlingForm
from portal.regulations.product_complaints.parameters import Parameters

Level = Literal["sales", "deputy", "general"]
CONDITIONS: tuple[Level, ...] = ("sales", "deputy", "general")
NOTHING = Amount(0)


def conditions_of(parameters: Parameters) -> dict[str, Callable[[HandlingForm, Terms], Condition]]:
    """The conditions of a policy's three steps of approval, by name; exactly one holds."""
    return {level: decides(level, parameters) for level in CONDITIONS}


def decides(level: Level, parameters: Parameters) -> Callable[[HandlingForm, Terms], Condition]:
    """Whether a level decides a form."""

    def condition(said: HandlingForm, terms: Terms) -> Condition:
        small, middle = terms.value(parameters.small), terms.value(parameters.middle)
        found, why = level_of(said, small, middle)
        return Condition(found == level, (why,))

    return condition


def level_of(said: HandlingForm, small: Amount, middle: Amount) -> tuple[Level, str]:
    """Who decides, and why: never a unit that is liable itself."""
    amount = said.settled or NOTHING
    if said.region == OVERSEAS and amount.fen > 0:
        return "general", f"国外案件赔付 {amount}，由总经理核决"
    if amount.fen > middle.fen:
        return "general", f"处理金额 {amount} 超过 {middle}，由总经理核决"
    if amount.fen > small.fen:
        return "deputy", f"处理金额 {amount} 超过 {small}、不超过 {middle}，由副总经理核决"
    if said.liable == SALES_LIABLE:
        return "deputy", "责任单位是业务部门，由副总经理核决"
    return "sales", f"处理金额 {amount} 不超过 {small}，由业务部经理核决"
