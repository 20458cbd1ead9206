"""Who signs, in which order, and how a case runs."""

from typing import Any

from portal.core.calendar import AfterDays
from portal.core.case import CLOSED, Case, Note, Reopening, Stage
from portal.core.facts import When
from portal.core.flow import Flow, Step
from portal.core.org.roles import SUPERIOR
from portal.core.time_limit import TimeLimit
from portal.regulations.bank_complaints.facts.words import (
    AID,
    BRANCH,
    BY_CLERK,
    GROUP,
    HANDLER,
    SUPERVISION,
)
from portal.regulations.bank_complaints.parameters import TRANSFER

HANDLING = (
    "supervision_officer", "aid_line_officer", "outlet_head", "outlet_clerk", "first_branch_head",
    "bank_department_head",
)  # fmt: skip
ANSWERING = (*HANDLING, "hotline_agent", "customer_service")
MOVING = ("supervision_officer", "aid_line_officer", "first_branch_head")  # §4(二): never the hotline
SUPERVISING = ("supervision_officer",)
INSPECTING = "discipline_inspector"
ENDING = (*MOVING, INSPECTING)  # §5(五): of a case that was referred only the office sees anything

CASE = Case(
    stages=(
        Stage("received", "受理", "§4", by=MOVING, words=True, to=("handling", "transferred")),
        Stage("transferred", "转办", "§5", by=MOVING, words=True, to=("handling", "received")),
        Stage("handling", "调查处理", "§5(三)", by=MOVING, words=True, to=("replying",)),
        Stage("replying", "答复投诉人", "§附4", by=MOVING, words=True, to=("follow_up", "handling")),
        Stage("follow_up", "回访和结案", "§4(三)", by=ENDING, words=True, to=(CLOSED, "handling")),
    ),
    notes=(Note("progress", "进展"), Note("remark", "投诉人补充的说明")),
    keepers=(*SUPERVISING, "service_quality_head"),
    reopening=Reopening("§4(三)", MOVING, "handling"),
)

SAME_DAY = TimeLimit(clause="§5", limit=AfterDays(0), parameter=TRANSFER.name)
TAKING_OVER = ("handler", "opinion")


def confirmed(line: str, name: str, clause: str, **more: Any) -> Step:
    """Whoever a complaint is passed on to confirms that he has it, on the same day."""
    told: dict[str, Any] = {"edits": TAKING_OVER, "sign": True, "cell": "接收人", "within_time": SAME_DAY}
    return Step(name=name, clause=clause, when=When("line", (line,)), **told | more)


TRANSFERRED: Flow = (
    confirmed(AID, "客户援助电话接收", "§4(一)", by="aid_line_officer", at="unit"),
    confirmed(SUPERVISION, "服务监督电话接收", "§4(三)", by="supervision_officer", within="company"),
    confirmed(HANDLER, "承办部门接收", "§5", by=SUPERIOR, at="unit", fills=("handler",)),
)


def decided(of_branch: str, of_group: str) -> Flow:
    """A first-level branch decides, or the leading group; both in one signature cell."""
    return (
        Step(name="一级行部批准", clause=of_branch, by="first_branch_head", sign=True, cell="批准",
             when=When("decider", (BRANCH,))),
        Step(name="领导小组批准", clause=of_group, by="service_quality_head", within="company", sign=True,
             cell="批准", when=When("decider", (GROUP,))),
    )  # fmt: skip


# §5: the outlet's head looks at what his clerk found, personnel at what concerns the whole bank.
REPORTED: Flow = (
    Step(name="网点负责人审核", clause="§5(四)", by="outlet_head", sign=True,
         when=When("investigator", (BY_CLERK,))),
    Step(name="人力资源部协调", clause="§5(一)", by="hr_head", within="company",
         when=When("decider", (GROUP,))),
    *decided("§5(三)", "§5(一)"),
)  # fmt: skip
PROLONGED: Flow = decided("§附1", "§附1")
REFERRED: Flow = (Step(name="接收移送", clause="§5(五)", by=INSPECTING, within="company", sign=True),)
LOOKED_AT: Flow = (Step(name="一级行部审阅", clause="§5(三)", by="first_branch_head", sign=True),)
ROOTS_READ: Flow = (
    Step(name="领导小组审批", clause="§5(一)", by="service_quality_head", within="company", sign=True),
)
