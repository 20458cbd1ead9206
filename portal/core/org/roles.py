"""The roles a post can have, and what each may do."""

from typing import NamedTuple


class Role(NamedTuple):
    """A role: its name on paper, its capabilities, and whether its holder heads the unit."""

    title: str
    capabilities: frozenset[str] = frozenset()
    heads: bool = False


EMPLOYEE = frozenset({"work"})
LEADER = EMPLOYEE | {"lead"}
ROLES = {
    "account_manager": Role("业务经理", EMPLOYEE),
    "branch_office_manager": Role("办事处经理", LEADER | {"inspect"}, heads=True),
    "sales_rep": Role("销售代表", EMPLOYEE),
    "sales_clerk": Role("销售文员", EMPLOYEE | {"read_ledger", "keep_products"}),
    "sales_manager": Role("销售部经理", LEADER | {"read_ledger"}, heads=True),
    "finance_clerk": Role("财务人员", EMPLOYEE | {"read_ledger"}),
    "finance_head": Role("财务部负责人", LEADER | {"read_ledger", "keep_products"}, heads=True),
    "compliance_officer": Role("合规专员", EMPLOYEE),
    "general_manager": Role("总经理", LEADER, heads=True),
    "auditor": Role("审计员", EMPLOYEE | {"read_all", "read_ledger"}),
    "portal_admin": Role("系统管理者", EMPLOYEE | {"administer"}),
}
