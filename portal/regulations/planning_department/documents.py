"""The forms of R08 that the portal carries out: leave and outings, and the plan of a week."""

from portal.core.document_type import DocumentType
from portal.core.org.roles import EVERYBODY
from portal.core.sheet import Given, Sheet
from portal.regulations.planning_department.duties import STAFF
from portal.regulations.planning_department.facts import LeaveSlip, WeeklyPlan
from portal.regulations.planning_department.flows import LEAVE_APPROVAL, PLAN_REVIEW
from portal.regulations.planning_department.rules import plan_refusals, slip_refusals

leave_slip = DocumentType(
    code="F08-1",
    title="请假单/外出单",
    facts=LeaveSlip,
    version=1,
    clause="§4.1(3)",
    number="QJ-{yyyymm}-{nnnn}",
    authors=EVERYBODY,
    sheet=Sheet(
        rows=(
            (Given("author", "申请人"), Given("unit", "部门"), "kind"),
            ("since", "since_half", "until", "until_half"),
            ("reason",),
            ("phone", "substitute"),
            ("notice", "told_on", "told_at", "told_whom"),
        ),
        signed=("申请人", "部门经理"),
    ),
    flow=LEAVE_APPROVAL,
    period="since",
    summary=lambda slip: (
        f"{slip.kind} {slip.since}{slip.since_half}至{slip.until}{slip.until_half}",
        f"代理人 {slip.substitute.label}" if slip.substitute else "没有代理人",
    ),
    keep_years=2,
    refuse=slip_refusals,
)

weekly_plan = DocumentType(
    code="F08-8",
    title="周工作计划表（含上周总结）",
    facts=WeeklyPlan,
    version=1,
    clause="§4.3(1)",
    number="ZJH-{yyyymm}-{nnn}",
    authors=STAFF,
    sheet=Sheet(
        rows=(
            (Given("author", "姓名"), Given("unit", "部门"), "monday"),
            ("work",),
            ("last",),
        ),
        signed=("本人", "部门经理"),
    ),
    flow=PLAN_REVIEW,
    batch=True,
    period="monday",
    summary=lambda plan: (f"{plan.monday}一周的计划", f"{len(plan.work)} 项，上周 {len(plan.last)} 项"),
    keep_years=2,
    refuse=plan_refusals,
)

TYPES = (leave_slip, weekly_plan)
