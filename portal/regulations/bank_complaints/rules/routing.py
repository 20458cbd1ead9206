"""§4(二), §5: who may pass a complaint on to whom."""

from collections.abc import Collection, Iterator

from portal.core.facts import Refusal
from portal.core.terms import Terms
from portal.regulations.bank_complaints.facts import Transfer
from portal.regulations.bank_complaints.facts.words import (
    BRANCH,
    HANDLER,
    HEADQUARTERS,
    OUTLET,
    SUPERVISION,
    Level,
)

RANKS = (OUTLET, BRANCH, HEADQUARTERS)
LEVELS = {  # of a unit, by the role of whoever heads it
    "outlet_head": OUTLET, "first_branch_head": BRANCH, "bank_department_head": HEADQUARTERS,
}  # fmt: skip
ONLY_ANSWERING = {"hotline_agent", "customer_service"}


def transfer_refusals(said: Transfer, terms: Terms) -> Iterator[Refusal]:
    """§5: it goes to a line or to a unit that is named."""
    if said.day > terms.day:
        yield Refusal(("day",), "这一天还没有到", "§5")
    if said.line != SUPERVISION and said.unit is None:
        yield Refusal(("unit",), "请写转给哪个机构", "§5")


def line_refusals(said: Transfer, roles: Collection[str]) -> Iterator[Refusal]:
    """§4(二): the hotline passes on to the aid line or the supervision line."""
    if said.line == HANDLER and set(roles) <= ONLY_ANSWERING:
        why = "客服热线转给客户援助电话或服务监督电话，由它们再转承办部门"
        yield Refusal(("line",), why, "§4(二)")


def level_refusals(said: Transfer, level: Level, heads: Collection[str]) -> Iterator[Refusal]:
    """§5: a complaint is handled at its level or above; `heads` are the roles that head the unit."""
    if said.unit is None or said.line == SUPERVISION:
        return
    ranks = [RANKS.index(LEVELS[role]) for role in heads if role in LEVELS]
    if not ranks:
        yield Refusal(("unit",), "不是网点、一级行部或总行部室，不能承办", "§5")
    elif max(ranks) < RANKS.index(level):
        yield Refusal(("unit",), f"登记的办理层级是{level}，不能转给{RANKS[max(ranks)]}", "§5")
