"""The forms about a dealer: stock and ordering, the month's target."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.core.versions import Upgrade, words_as_refs
from portal.regulations.customer_maintenance.facts import MonthlyTarget, StockGuidance
from portal.regulations.customer_maintenance.flows import TARGET_APPROVAL
from portal.regulations.customer_maintenance.rules import stock_refusals, target_refusals

PRODUCTS_REGISTERED = Upgrade(words_as_refs("lines.product"))

stock_guidance = DocumentType(
    code="F01-5",
    title="订货与库存指导记录",
    facts=StockGuidance,
    version=2,
    upgrades={1: PRODUCTS_REGISTERED},
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

monthly_target = DocumentType(
    code="F01-4",
    title="经销商月度销售目标分解表",
    facts=MonthlyTarget,
    version=2,
    upgrades={1: PRODUCTS_REGISTERED},
    clause="§2(3)",
    number="MB-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "业务经理"), Given("filed", "填表日期")),
            ("month", "dealer", "target"),
            ("lines",),
            ("promotion",),
            ("feedback",),
        ),
        signed=("业务经理", "办事处经理"),
        paper="A4 landscape",
    ),
    flow=TARGET_APPROVAL,
    period="month",
    summary=lambda said: (f"{said.dealer.label}{said.month}目标", f"目标 {said.target}"),
    keep_years=3,
    refuse=target_refusals,
)
