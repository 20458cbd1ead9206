"""Who signs, in which order, and how a case runs."""

from typing import Any

from portal.core.calendar import AfterWorkingDays
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.flow import Flow, Step
from portal.core.org.roles import SUPERIOR
from portal.core.time_limit import TimeLimit
from portal.regulations.dealer_complaints.parameters import PROPOSAL

TAKERS = ("cr_adviser", "cr_manager", "cr_specialist")
MANAGER = ("cr_manager",)
MEASURERS = ("complaint_owner", "cr_manager")
PROPOSED_IN_TIME = TimeLimit(clause="§4(一)3", limit=AfterWorkingDays(0), parameter=PROPOSAL.name)

# The manager moves a case on; what happens to its papers does so as well. A major one has a stage of its own.
CASE = Case(
    stages=(
        Stage("received", "受理", "§4(一)1", by=MANAGER, to=("handling", "urgent")),
        Stage("handling", "处理中", "§4(一)2", by=MANAGER, words=True, to=("follow_up",)),
        Stage("urgent", "重大投诉处理", "§4(二)2", by=MANAGER, words=True, to=("follow_up",)),
        Stage(
            "follow_up", "回访与总结", "§4(一)5", by=MANAGER, words=True, to=(CLOSED, "handling", "urgent")
        ),
    ),
    notes=(
        Note("progress", "进展"),
        Note("remark", "客户又来电或来店"),
        Note("correction", "更正", by=TAKERS),
    ),
    keepers=(*TAKERS, "general_manager"),
    reopening=Reopening("§4(一)5", MANAGER, "handling"),
)  # fmt: skip


def office(name: str, clause: str, by: str, **more: Any) -> Step:
    """A step somewhere in the company that signs the paper."""
    return Step(name=name, clause=clause, by=by, within="company", sign=True, **more)


# §4(一)3, 4: proposed by the very handler, approved, and only then told; §4(二)3: a major one is negotiated.
TELLS: dict[str, Any] = {"cell": "告知客户"}
TOLD = ("told", "how", "answer", "reaction")
HANDLED: Flow = (
    Step(
        name="提出解决办法", clause="§4(一)3", by="complaint_owner", named="handler", sign=True,
        edits=("cause", "liable", "liable_unit", "cost", "until", "solution"),
        fills=("cause", "liable", "solution"), within_time=PROPOSED_IN_TIME,
    ),
    office("批准解决办法", "§4(一)4", "general_manager"),
    office("告知客户", "§4(一)4", "cr_specialist", rule="general", edits=TOLD, fills=TOLD, **TELLS),
    office(
        "与客户协商", "§4(二)3", "business_manager", rule="major", edits=("negotiators", *TOLD),
        fills=("negotiators", *TOLD), **TELLS,
    ),
)  # fmt: skip
# §4(二)2: whoever was told at once signs what was decided; the general manager's signature is the report.
MET: Flow = (
    Step(name="责任部门签字", clause="§4(二)2", by=SUPERIOR, at="unit", sign=True),
    office("业务部门签字", "§4(二)2", "business_manager"),
    office("总经理签字", "§7", "general_manager"),
)
SUMMED_UP: Flow = (office("总经理阅批", "§4(一)7", "general_manager"),)
CARRIED_OUT = ("done", "finished")
FOUND = ("effect", "verified")
# §3: approved with whoever watches over it; done by the unit; watched; its effect looked at.
MEASURED: Flow = (
    office("批准并指派监督人", "§3", "general_manager", edits=("supervisor",), fills=("supervisor",)),
    Step(
        name="执行", clause="§3", by=SUPERIOR, at="unit", sign=True, edits=CARRIED_OUT, fills=CARRIED_OUT
    ),
    Step(
        name="监督检查", clause="§3", by="cr_manager", named="supervisor", sign=True, edits=("checked",),
        fills=("checked",),
    ),
    office("效果确认", "§3", "general_manager", edits=FOUND, fills=FOUND),
)  # fmt: skip
# §6: the unit is heard, law and personnel look at it.
ANSWERED: Flow = (
    Step(name="责任部门意见", clause="§6.1", by=SUPERIOR, at="unit", sign=True, answer=True),
    office("法务审核", "§6.1", "compliance_officer", answer=True),
    office("人力资源部审核", "§6.1", "hr_head", answer=True),
    office("总经理核决", "§6.1", "general_manager"),
)
