"""The forms that go up the line: market information, and what the superior decides."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.sheet import Given, Sheet
from portal.regulations.customer_maintenance.facts import Escalation, MarketReport
from portal.regulations.customer_maintenance.flows import ESCALATION, MARKET_NOTED
from portal.regulations.customer_maintenance.rules import escalation_refusals, market_refusals

market_report = DocumentType(
    code="F01-3",
    title="市场信息反馈表",
    facts=MarketReport,
    version=1,
    clause="§2(7)",
    number="SC-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "业务经理"), "day", "place"),
            ("customer", "source"),
            ("diversion", "batch", "origin"),
            ("prices",),
            ("business",),
            ("products",),
            ("trend",),
            ("consumers",),
        ),
        signed=("业务经理",),
    ),
    flow=MARKET_NOTED,
    batch=True,
    period="day",
    summary=lambda said: (f"{said.place}市场信息", "发现窜货" if said.diversion else said.trend[:40]),
    keep_years=3,
    refuse=market_refusals,
    evidence=Evidence("证据照片", "§2(1)"),
)

escalation = DocumentType(
    code="F01-6",
    title="请示报告",
    facts=Escalation,
    version=1,
    clause="§2(8)",
    number="QS-{yyyymm}-{nnnn}",
    authors=("account_manager",),
    sheet=Sheet(
        rows=(
            (Given("author", "报告人"), "day", "matter"),
            ("place", "risk"),
            ("customer",),
            ("happened",),
            ("progress",),
            ("proposal",),
            ("asked",),
        ),
        signed=("业务经理", "办事处经理", "公司"),
    ),
    flow=ESCALATION,
    period="day",
    summary=lambda said: (f"{said.matter}请示", said.asked[:60]),
    keep_years=3,
    refuse=escalation_refusals,
)
