"""What is drawn in advance."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.core.static_page import FlowPicture, StaticPage
from portal.core.versions import Upgrade, words_as_refs
from portal.regulations.relationship_expense.documents.forbidden import FORBIDDEN
from portal.regulations.relationship_expense.documents.keeping import KEPT_BY
from portal.regulations.relationship_expense.facts import AdvanceOpening, AdvanceSlip
from portal.regulations.relationship_expense.flows import ADVANCE_APPROVAL, ADVANCE_OPENING
from portal.regulations.relationship_expense.rules import advance_refusals, opening_refusals

advance_slip = DocumentType(
    code="F07-4",
    title="费用借支单",
    facts=AdvanceSlip,
    version=2,
    upgrades={1: Upgrade(words_as_refs("basis"))},
    clause="§3.2",
    number="KQF-JZ-{yyyymm}-{nnn}",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "借支人"), "month", Given("filed", "填表日期")),
            ("account", "basis"),
            ("use", "way"),
            ("amount",),
            ("reason",),
        ),
        signed=("借支人", "销售部经理", "合规专员", "财务部"),
    ),
    flow=ADVANCE_APPROVAL,
    period="month",
    begins="this",
    summary=lambda slip: (f"{slip.month}借支", f"{slip.amount} {slip.use}"),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=advance_refusals,
    notice=FORBIDDEN,
)

advance_opening = DocumentType(
    code="F07-9",
    title="期初借支确认单",
    facts=AdvanceOpening,
    version=1,
    clause="§3.2",
    number="KQF-QC-{yyyymm}-{nnn}",
    numbered="sent",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "借支人"), "day", Given("filed", "填表日期")),
            ("account",),
            ("left",),
            ("basis",),
        ),
        signed=("借支人", "财务部", "财务部负责人"),
    ),
    flow=ADVANCE_OPENING,
    period="day",
    summary=lambda said: (f"{said.day}期初借支", f"未核销 {said.left}"),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=opening_refusals,
)

# The form's own code with L for 流程图: the collection numbers its forms with figures alone.
advance_chart = StaticPage("F07-4L", "费用借支审批流程图", "§3.2", (FlowPicture(advance_slip),))
