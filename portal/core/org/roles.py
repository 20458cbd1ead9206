"""The roles a post can have, and what each may do."""

from collections.abc import Iterable
from typing import NamedTuple


class Role(NamedTuple):
    """A role: its name on paper, its capabilities, and whether its holder heads the unit."""

    title: str
    capabilities: frozenset[str] = frozenset()
    heads: bool = False


EMPLOYEE = frozenset({"work"})
LEADER = EMPLOYEE | {"lead"}
KEEPER = frozenset({"read_ledger", "keep_products", "keep_purchases"})
ANSWERS = EMPLOYEE | {"take_complaints", "read_rosters"}
ROLES = {
    "account_manager": Role("业务经理", EMPLOYEE),
    "branch_office_manager": Role("办事处经理", LEADER | {"inspect"}, heads=True),
    "sales_rep": Role("销售代表", EMPLOYEE),
    "sales_clerk": Role("销售文员", EMPLOYEE | KEEPER),
    "sales_manager": Role("销售部经理", LEADER | {"read_ledger"}, heads=True),
    "finance_clerk": Role("财务人员", EMPLOYEE | {"read_ledger", "keep_purchases"}),
    "finance_head": Role(
        "财务部负责人", LEADER | KEEPER | {"keep_records", "answer_for_records"}, heads=True
    ),
    "planning_manager": Role("企划部经理", LEADER, heads=True),
    "copywriter": Role("文案", EMPLOYEE),
    "graphic_artist": Role("美工", EMPLOYEE),
    "assistant": Role("企划部助理", EMPLOYEE),
    "compliance_officer": Role("合规专员", EMPLOYEE | {"read_stays", "read_audit", "read_compliance"}),
    "customer_service": Role("客户服务专员", EMPLOYEE | {"take_complaints"}),
    "production_control": Role("生产管理组", EMPLOYEE | {"take_complaints"}),
    "quality_head": Role("质量管理部负责人", LEADER, heads=True),
    "manufacturing_head": Role("制造部负责人", LEADER, heads=True),
    "rd_head": Role("研发部负责人", LEADER, heads=True),
    "managers_office": Role("经理室", EMPLOYEE),
    "hr_head": Role("人力资源部负责人", LEADER | {"read_rosters"}, heads=True),
    "warehouse_keeper": Role("仓储人员", EMPLOYEE),
    "deputy_general_manager": Role("副总经理", LEADER),
    "supervision_officer": Role("服务监督电话接听人", ANSWERS),
    "aid_line_officer": Role("客户援助电话接听人", ANSWERS),
    "hotline_agent": Role("客服热线接听人", ANSWERS),
    "outlet_clerk": Role("网点员工", EMPLOYEE),
    "outlet_head": Role("网点负责人", LEADER, heads=True),
    "first_branch_head": Role("一级行部负责人", LEADER | {"read_rosters"}, heads=True),
    "bank_department_head": Role("总行部室负责人", LEADER | {"read_rosters"}, heads=True),
    "service_quality_head": Role("优质服务领导小组组长", LEADER | {"read_rosters"}),
    "discipline_inspector": Role("纪检监察人员", EMPLOYEE),
    "cr_adviser": Role("客户关系顾问", EMPLOYEE | {"take_complaints"}),
    "cr_specialist": Role("客户关系专员", EMPLOYEE | {"take_complaints"}),
    "cr_manager": Role("客户关系经理", LEADER | {"take_complaints"}, heads=True),
    "complaint_owner": Role("投诉受理责任人", EMPLOYEE),
    "business_manager": Role("业务部门经理", LEADER, heads=True),
    "service_desk": Role("服务台", EMPLOYEE | {"work_tickets", "read_rosters"}),
    "network_admin": Role("网络管理员", EMPLOYEE | {"work_tickets"}),
    "app_db_admin": Role("应用、数据库管理员", EMPLOYEE | {"work_tickets"}),
    "terminal_admin": Role("终端管理员", EMPLOYEE | {"work_tickets", "keep_assets"}),
    "technical_lead": Role("技术主管", LEADER | {"work_tickets", "read_rosters", "keep_assets"}),
    "project_manager": Role("工程（项目）经理", LEADER | {"work_tickets", "read_rosters"}, heads=True),
    "project_owner": Role("工程（项目）负责人", LEADER),
    "system_operator": Role("运行值班人员", EMPLOYEE | {"work_tickets"}),
    "maintenance_head": Role("维护部门负责人", LEADER | {"work_tickets"}, heads=True),
    "maintenance_manager": Role("维护管理部门负责人", LEADER | {"work_tickets"}, heads=True),
    "general_manager": Role("总经理", LEADER | {"read_compliance"}, heads=True),
    "auditor": Role(
        "审计员",
        EMPLOYEE | {"read_all", "read_ledger", "read_stays", "read_audit", "read_compliance", "keep_records"},
    ),
    "portal_admin": Role("系统管理者", EMPLOYEE | {"administer", "read_stays", "read_audit", "keep_records"}),
}
EVERYBODY = tuple(ROLES)
# No role, but a place in the reporting line: whoever heads the author's unit, or the next one above it.
SUPERIOR = "superior"


def title_of(by: str) -> str:
    """What a role, or the place in the reporting line, is called on paper."""
    return "部门负责人" if by == SUPERIOR else ROLES[by].title


def titles_of(by: Iterable[str]) -> str:
    """The same of several, in a row."""
    named = tuple(by)
    return "全体员工" if set(named) == set(EVERYBODY) else "、".join(map(title_of, named))
