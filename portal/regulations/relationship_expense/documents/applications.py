"""What winning a new customer may cost, and a month's summary of it."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.sheet import Given, Sheet
from portal.core.totals import total
from portal.regulations.relationship_expense.documents.forbidden import FORBIDDEN
from portal.regulations.relationship_expense.documents.keeping import KEPT_BY
from portal.regulations.relationship_expense.facts import NewCustomerApplication, SummaryTable
from portal.regulations.relationship_expense.flows import APPLICATION_CHECKS, SUMMARY_CHECKS
from portal.regulations.relationship_expense.rules import (
    application_refusals,
    checked_by,
    filed_by,
    summary_refusals,
)

SIGNED = ("销售代表", "销售文员", "销售部经理", "财务部")

application = DocumentType(
    code="F07-3",
    title="新客户特殊费用申请表（附表3）",
    facts=NewCustomerApplication,
    version=1,
    clause="§3.1",
    number="KQF-XK-{yyyymm}-{nnn}",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "销售代表"), "month", Given("filed", "填表日期")),
            ("customer", "prospect"),
            ("product", "use"),
            ("contract", "value", "planned"),
            ("items",),
            ("reason",),
        ),
        signed=SIGNED,
    ),
    flow=APPLICATION_CHECKS,
    period="month",
    begins="this",
    summary=lambda said: (
        f"{said.customer.label if said.customer else said.prospect} 新客户特殊费用",
        f"{total(line.amount for line in said.items)}，拟 {said.planned} 签合同",
    ),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=application_refusals,
    evidence=Evidence("依据材料", "§3.1"),
    notice=FORBIDDEN,
)

summary_table = DocumentType(
    code="F07-2",
    title="月新客户特殊费用申请汇总表（附表2）",
    facts=SummaryTable,
    version=1,
    clause="§2.1",
    number="KQF-HZ-{yyyymm}-{nnn}",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "销售代表"), "month", Given("filed", "填表日期")),
            ("lines",),
            ("late",),
        ),
        signed=SIGNED,
        paper="A4 landscape",
    ),
    flow=SUMMARY_CHECKS,
    period="month",
    begins="last",
    summary=lambda said: (
        f"{said.month}新客户特殊费用",
        f"{len(said.lines)} 张申请，可兑付 {total(line.payable for line in said.lines)}"
        if said.lines
        else "这个月没有新客户特殊费用",
    ),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=summary_refusals,
    due=filed_by,
    decided=checked_by,
    overdue_to=("finance_head",),
    notice=FORBIDDEN,
)
