"""Who signs, in which order, and how a case runs."""

from typing import Any

from portal.core.calendar import AfterDays, AfterWorkingDays, AfterWorkingHours
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.core.org.roles import SUPERIOR
from portal.core.parameter import Parameter
from portal.core.time_limit import TimeLimit
from portal.regulations.product_complaints.facts import APPOINTED, AT_HOME, BY_QUALITY, OVERSEAS, WANTS_RD
from portal.regulations.product_complaints.parameters import Parameters
from portal.regulations.product_complaints.policies import Policy

SALES = ("customer_service", "sales_rep", "sales_clerk", "account_manager", "branch_office_manager",
         "sales_manager")  # fmt: skip
GROUP = ("production_control",)
HALF_A_DAY = TimeLimit(clause="§10", limit=AfterWorkingHours(4))
QUALITY_FILLS = ("cause_class", "cause", "liable", "rd")
QUALITY_EDITS = (*QUALITY_FILLS, "liable_people")
MAKING_EDITS = (
    "produced_by", "machine", "operators", "produced", "investigation", "countermeasure", "liable_people",
)  # fmt: skip
SALES_EDITS = ("handling", "settled", "proposal", "wanted", "processing")


def within(parameter: Parameter[int]) -> TimeLimit:
    """A step's share of the whole limit, in calendar days."""
    return TimeLimit(clause="§10", limit=AfterDays(0), parameter=parameter.name)


# §7.3: the group moves a case on; what happens to its papers does so as well.
CASE = Case(
    stages=(
        Stage("received", "受理", "§7.1", by=GROUP, to=("handling", "follow_up")),
        Stage("handling", "调查与核决", "§7.3", by=GROUP, words=True, to=("executing",)),
        Stage("executing", "执行与协商", "§9.4", by=GROUP, words=True, to=("follow_up", "handling")),
        Stage("follow_up", "改善与回访", "§7.3", by=GROUP, words=True, to=(CLOSED, "executing")),
    ),
    notes=(
        Note("progress", "进展"),
        Note("remark", "客户意见，转有关部门"),
        Note("correction", "更正", by=(*GROUP, "customer_service")),
    ),
    keepers=(*GROUP, "customer_service", "quality_head", "sales_manager", "general_manager"),
    reopening=Reopening("§7.3", GROUP, "handling"),
)


UNITS = {
    "制造部门": "manufacturing_head", "质量管理部": "quality_head", "业务部门": "sales_manager",
    "研发部": "rd_head", "仓储单位": "warehouse_keeper",
}  # fmt: skip
NO_UNIT = ("客户使用", "其他")


def by_unit(cell: str, name: str, clause: str, **more: Any) -> Flow:
    """A step of whichever unit a cell names, all in one signature cell; what is nobody's is the group's."""
    told: dict[str, Any] = {"cell": name, **more}
    units = (
        office(f"{unit}{name}", clause, role, when=When(cell, (unit,)), **told)
        for unit, role in UNITS.items()
    )
    return (*units, office(f"其他单位{name}", clause, "production_control", when=When(cell, NO_UNIT), **told))


def abnormality_route(parameters: Parameters) -> Flow:
    """§3: the unit concerned replies, the group looks whether it was done."""
    reply = TimeLimit(clause="§3", limit=AfterWorkingDays(0), parameter=parameters.reply.name)
    replied = by_unit("concerned", "改善回复", "§3", limit=reply, edits=("reply",), fills=("reply",))
    return (*replied, office("改善确认", "§7.3", "production_control"))


def improvement_route(parameters: Parameters) -> Flow:
    """§7.3, §7.4, §7.2: drafted by the unit, confirmed, carried out, checked by quality, found to work."""
    carrying_out = TimeLimit(clause="§7.3", limit=AfterWorkingDays(0), parameter=parameters.improvement.name)
    drafted = ("plan", "owner")
    carried_out = ("done", "finished")
    found = ("effect", "verified")
    return (
        *by_unit("unit", "拟定措施", "§7.4", edits=drafted, fills=drafted),
        office("措施确认", "§7.3", "production_control"),
        *by_unit("unit", "执行", "§7.4", limit=carrying_out, edits=carried_out, fills=carried_out),
        office("执行检查", "§7.2", "quality_head", answer=True),
        office("效果确认", "§7.3", "production_control", edits=found, fills=found),
    )


def expedited(parameters: Parameters) -> Flow:
    """§14: the unit that holds a case up says why and until when."""
    answer = TimeLimit(clause="§14", limit=AfterWorkingDays(0), parameter=parameters.expedite.name)
    told = ("reason", "promised")
    return by_unit("unit", "回复", "§14", limit=answer, edits=told, fills=told)


def office(name: str, clause: str, by: str, limit: TimeLimit | None = None, **more: Any) -> Step:
    """A step somewhere in the company that signs the paper."""
    timed: dict[str, Any] = {"within_time": limit} if limit else {}
    return Step(name=name, clause=clause, by=by, within="company", sign=True, **timed, **more)


def route(policy: Policy, days: Parameters) -> Flow:
    """§9, §10, §11: the route of the handling form through the offices."""
    talk: dict[str, Any] = {
        "edits": SALES_EDITS,
        "fills": ("handling", "settled", "proposal"),
        "cell": "业务处理意见",
    }
    decided: dict[str, Any] = {
        "clause": "§11",
        "limit": within(days.approval),
        "distinct": True,
        "cell": "核决",
    }
    return (
        office("登记编号", "§8", "production_control", HALF_A_DAY, receives=True),
        office("质量调查", "§7.2", "quality_head", within(days.quality), edits=QUALITY_EDITS,
               fills=QUALITY_FILLS),
        office("制造分析", "§7.4", "manufacturing_head", within(days.manufacturing), edits=MAKING_EDITS,
               fills=policy.found),
        office("经理室意见", "§9.1", "managers_office", answer=True),
        office("研发意见", "§9.1", "rd_head", within(days.research), answer=True,
               when=When("rd", (WANTS_RD,))),
        office(f"{policy.group}审查", "§7.3", "production_control", HALF_A_DAY, answer=True),
        office("业务处理意见", "§7.1", "sales_clerk", within(days.talk_domestic),
               when=When("region", (AT_HOME,)), **talk),
        office("业务处理意见（国外）", "§7.1", "sales_clerk", within(days.talk_overseas),
               when=When("region", (OVERSEAS,)), **talk),
        office("综合意见", "§7.3", "production_control", within(days.combined), answer=True),
        office("业务部经理核决", by="sales_manager", rule="sales", **decided),
        office("副总经理核决", by="deputy_general_manager", rule="deputy", **decided),
        office("总经理核决", by="general_manager", rule="general", **decided),
    )  # fmt: skip


# §9.2: quality and manufacturing were there; whom the general manager sent reports to him.
INSPECTED: Flow = (
    office("质量管理部", "§9.2", "quality_head", when=When("led", (BY_QUALITY,))),
    office("制造部门", "§9.2", "manufacturing_head"),
    office("总经理", "§9.2", "general_manager", when=When("led", (APPOINTED,))),
)
REPORTED: Flow = (office("总经理核决", "§9.3", "general_manager"),)
UP_THE_LINE: Flow = (
    Step(name="部门负责人意见", clause="§9.4", by=SUPERIOR, sign=True),
    office("总经理室意见", "§9.4", "production_control", answer=True),
    office("总经理批示", "§9.4", "general_manager"),
)
DISCOUNTED: Flow = (
    office("业务部经理", "§13", "sales_manager"),
    office("总经理", "§13", "general_manager"),
)
ARRIVED = ("actual", "arrived")
RETURNED: Flow = (
    office("业务部经理", "§13", "sales_manager"),
    office("仓库收货", "§13", "warehouse_keeper", edits=(*ARRIVED, "state"), fills=ARRIVED),
    office("会计核对", "§13", "finance_clerk", rule="as_approved"),
    office(
        "会计核对（数量不符）", "§13", "finance_clerk", rule="differs", edits=("difference",),
        fills=("difference",), cell="会计核对",
    ),
)  # fmt: skip
# §12: the unit is heard, law and personnel look at it.
ANSWERED: Flow = (
    *by_unit("unit", "责任单位意见", "§12", answer=True),
    office("法务审核", "§12", "compliance_officer", answer=True),
    office("人力资源部审核", "§12", "hr_head", answer=True),
    office("总经理核决", "§12", "general_manager"),
)
PROVED: Flow = (office("会计收件", "§13", "finance_clerk"),)
