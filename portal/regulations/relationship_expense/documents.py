"""The forms of R07 that the portal carries out: the advance, and the opening of a special account."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given, Sheet
from portal.core.static_page import FlowPicture, StaticPage
from portal.core.versions import Upgrade, words_as_refs
from portal.regulations.relationship_expense.facts import AccountOpening, AdvanceSlip
from portal.regulations.relationship_expense.flows import ADVANCE_APPROVAL, OPENING_APPROVAL
from portal.regulations.relationship_expense.rules import advance_refusals

FORBIDDEN = (
    "不得用客情费给客户的任何工作人员现金、礼金、购物卡或按采购量折算的好处，这是反不正当竞争法第八条禁止的。"
    "借支只是本人的备用金，只能凭单位开具的发票核销，没有发票的部分由本人退还。"
)

advance_slip = DocumentType(
    code="F07-4",
    title="费用借支单",
    facts=AdvanceSlip,
    version=1,
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
    summary=lambda slip: (f"{slip.month}借支", f"{slip.amount} {slip.use}"),
    keep_years=30,
    refuse=advance_refusals,
    notice=FORBIDDEN,
)

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
    summary=lambda said: (f"客户关系维护费-{said.product.label} 开账", f"期初 {said.held}"),
    keep_years=30,
)

TYPES = (advance_slip, account_opening)
# The form's own code with L for 流程图: the collection numbers its forms with figures alone.
STATICS = (StaticPage("F07-4L", "费用借支审批流程图", "§3.2", (FlowPicture(advance_slip),)),)
