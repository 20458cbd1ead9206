"""The special account of a product, and what a product may cost."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.core.versions import Upgrade, words_as_refs
from portal.regulations.relationship_expense.facts import AccountOpening, StandardTable
from portal.regulations.relationship_expense.flows import OPENING_APPROVAL, STANDARD_APPROVAL
from portal.regulations.relationship_expense.rules import standard_refusals

account_opening = DocumentType(
    code="F07-6",
    title="专户开账单",
    facts=AccountOpening,
    version=2,
    upgrades={1: Upgrade(words_as_refs("product"))},
    clause="§1.4",
    number="KQF-TZ-{yyyymm}-{nnn}",
    authors=("sales_clerk",),
    sheet=Sheet(
        rows=(
            (Given("author", "经办人"), "month", Given("filed", "填表日期")),
            ("product",),
            ("held",),
            ("remark",),
        ),
        signed=("经办人", "财务部负责人"),
    ),
    flow=OPENING_APPROVAL,
    period="month",
    begins="this",
    summary=lambda said: (f"客户关系维护费-{said.product.label} 开账", f"期初 {said.held}"),
    keep_years=30,
)

standard_table = DocumentType(
    code="F07-7",
    title="客情费标准表",
    facts=StandardTable,
    version=1,
    clause="§1.3",
    number="KQF-BZ-{yyyymm}-{nnn}",
    authors=("sales_clerk", "finance_clerk"),
    sheet=Sheet(
        rows=(
            (Given("author", "制表"), Given("unit", "部门"), "since"),
            ("lines",),
            ("basis",),
        ),
        signed=("制表", "财务部负责人", "总经理"),
    ),
    flow=STANDARD_APPROVAL,
    period="since",
    summary=lambda said: (f"{said.since}起的客情费标准", f"{len(said.lines)} 个品种"),
    keep_years=100,
    refuse=standard_refusals,
)
