"""The forms about visits: the month planned."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.regulations.customer_maintenance.facts import VisitPlan
from portal.regulations.customer_maintenance.flows import PLAN_APPROVAL
from portal.regulations.customer_maintenance.rules import plan_due, refusals

visit_plan = DocumentType(
    code="F01-1",
    title="月度巡访计划表",
    facts=VisitPlan,
    version=1,
    clause="§1(2)",
    number="XF-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "业务经理"), "month", Given("filed", "填表日期")),
            ("lines",),
            ("remarks",),
        ),
        signed=("业务经理", "办事处经理"),
        paper="A4 landscape",
    ),
    flow=PLAN_APPROVAL,
    period="month",
    summary=lambda plan: (f"{plan.month}巡访计划", f"{len(plan.lines)} 次巡访"),
    keep_years=3,
    refuse=refusals,
    due=plan_due,
)
