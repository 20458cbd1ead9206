"""The forms of R01."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.regulations.customer_maintenance.facts import StockGuidance, VisitPlan
from portal.regulations.customer_maintenance.flows import PLAN_APPROVAL
from portal.regulations.customer_maintenance.rules import plan_due, refusals, stock_refusals

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

stock_guidance = DocumentType(
    code="F01-5",
    title="订货与库存指导记录",
    facts=StockGuidance,
    version=1,
    clause="§2(5)",
    number="DH-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "业务经理"), "day", "frequency"),
            ("customer", "grade"),
            ("lines",),
            ("assortment",),
        ),
        signed=("业务经理",),
    ),
    flow=(),
    period="day",
    summary=lambda record: (f"{record.customer.label}订货指导", f"{len(record.lines)} 个品种"),
    keep_years=3,
    refuse=stock_refusals,
)

TYPES = (visit_plan, stock_guidance)
