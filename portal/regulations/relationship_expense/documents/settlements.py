"""What an advance was spent on, and the check that follows."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.sheet import Given, Sheet
from portal.core.versions import Upgrade
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.documents.forbidden import FORBIDDEN
from portal.regulations.relationship_expense.documents.keeping import KEPT_BY
from portal.regulations.relationship_expense.facts import UNTRUE, SettlementSlip, SpotRecord
from portal.regulations.relationship_expense.flows import SETTLEMENT_APPROVAL
from portal.regulations.relationship_expense.rules import (
    names_their_people,
    record_refusals,
    settlement_refusals,
    sum_of,
)

settlement_slip = DocumentType(
    code="F07-8",
    title="兑付核销单",
    facts=SettlementSlip,
    version=1,
    clause="§3.2",
    number="KQF-HX-{yyyymm}-{nnn}",
    authors=("sales_rep",),
    sheet=Sheet(
        rows=(
            (Given("author", "报销人"), "day", Given("filed", "填表日期")),
            ("advance",),
            ("lines",),
            ("returned", "owed"),
            ("remark",),
        ),
        signed=("报销人", "销售部经理", "合规专员", "财务部"),
        paper="A4 landscape",
    ),
    flow=SETTLEMENT_APPROVAL,
    conditions={"names_their_people": names_their_people},
    period="day",
    summary=lambda said: (
        f"核销 {said.advance.label.split()[-1]}",
        f"发票 {sum_of(said)}，退回 {said.returned}，仍欠 {said.owed}",
    ),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=settlement_refusals,
    notice=FORBIDDEN,
    evidence=Evidence("发票和收款凭证", LAW, 1, 9),
)

spot_record = DocumentType(
    code="F07-5",
    title="抽查确认记录",
    facts=SpotRecord,
    version=2,
    upgrades={1: Upgrade()},
    clause="§3.2",
    number="KQF-CC-{yyyymm}-{nnn}",
    authors=("sales_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "抽查人"), "day", Given("filed", "填表日期")),
            ("settlement",),
            ("lines",),
            ("drawn",),
            ("other",),
            ("settled",),
        ),
        signed=("抽查人",),
    ),
    flow=(),
    period="day",
    summary=lambda said: (
        f"抽查 {said.settlement.label.split()[-1]}",
        f"{len(said.lines)} 家，{sum(line.result == UNTRUE for line in said.lines)} 家不符",
    ),
    keep_years=30,
    kept_by=KEPT_BY,
    refuse=record_refusals,
)
