"""The forms about visits: the month planned, the day done."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.domain.visits.facts import UNPLANNED
from portal.regulations.customer_maintenance.facts import Journal, VisitPlan
from portal.regulations.customer_maintenance.flows import JOURNAL_INSPECTION, PLAN_APPROVAL
from portal.regulations.customer_maintenance.rules import journal_refusals, plan_due, plan_refusals


def visits_told(said: Journal) -> str:
    """How many visits a day had, and how many of them were not planned."""
    unplanned = sum(line.planned == UNPLANNED for line in said.lines)
    return f"{len(said.lines)} 次巡访" + (f"，其中 {unplanned} 次计划外" if unplanned else "")


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
    refuse=plan_refusals,
    due=plan_due,
)

journal = DocumentType(
    code="F01-2",
    title="成功手册",
    facts=Journal,
    version=1,
    clause="§1(4)",
    number="CG-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=((Given("author", "业务经理"), "day", Given("filed", "填表日期")), ("lines",), ("others",)),
        signed=("业务经理",),
        paper="A4 landscape",
    ),
    flow=(),
    inspection=JOURNAL_INSPECTION,
    period="day",
    summary=lambda said: (f"{said.day.month}月{said.day.day}日成功手册", visits_told(said)),
    keep_years=2,
    refuse=journal_refusals,
)
