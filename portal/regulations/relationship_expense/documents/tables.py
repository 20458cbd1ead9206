"""What a representative reports of a month."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.core.totals import total
from portal.regulations.relationship_expense.documents.forbidden import FORBIDDEN
from portal.regulations.relationship_expense.documents.keeping import KEPT_BY
from portal.regulations.relationship_expense.facts import MonthTable
from portal.regulations.relationship_expense.flows import TABLE_CHECKS
from portal.regulations.relationship_expense.rules import (
    checked_by,
    filed_by,
    names_their_people,
    table_refusals,
)

month_table = DocumentType(
    code="F07-1",
    title="月客户采购及客情费统计表（附表1）",
    facts=MonthTable,
    version=1,
    clause="§2.1",
    number="KQF-{yyyymm}-{nnn}",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "销售代表"), "month", Given("filed", "填表日期")),
            ("lines",),
            ("late",),
        ),
        signed=("销售代表", "销售文员", "销售部经理", "合规专员", "财务部"),
        paper="A4 landscape",
    ),
    flow=TABLE_CHECKS,
    conditions={"names_their_people": names_their_people},
    period="month",
    begins="last",
    summary=lambda said: (
        f"{said.month}采购及客情费",
        f"{len(said.lines)} 行，可兑付 {total(line.payable for line in said.lines)}",
    ),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=table_refusals,
    due=filed_by,
    decided=checked_by,
    overdue_to=("finance_head",),
    notice=FORBIDDEN,
)
