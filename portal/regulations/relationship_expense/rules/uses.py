"""What the law says about the uses that name the customer's own people."""

from portal.core.flow import Condition
from portal.core.terms import Terms
from portal.regulations.relationship_expense.facts import THEIR_PEOPLE, MonthTable, SettlementSlip

NO_PURCHASE = "用途①②③只能用于商务接待或带本公司标识的宣传品（反不正当竞争法第八条）"


def names_their_people(said: MonthTable | SettlementSlip, _terms: Terms) -> Condition:
    """反不正当竞争法§8: whether a use names the customer's own people."""
    found = list(dict.fromkeys(line.use for line in said.lines if line.use in THEIR_PEOPLE))
    return Condition(bool(found), (f"用途有{'、'.join(found)}",) if found else ("没有用途①②③",))
