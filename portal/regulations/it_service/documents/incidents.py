"""The record that opens a case, and the papers by which it is resolved."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.org.roles import EVERYBODY
from portal.core.sheet import Given, Sheet
from portal.domain.operations.priority import MATRIX, URGENCIES
from portal.regulations.it_service.facts import Intake, Ticket, WorkOrder
from portal.regulations.it_service.flows import CASE, DESK, LEAD, RESOLVED, SIGNED_ON_SITE
from portal.regulations.it_service.rules.intake import intake_refusals
from portal.regulations.it_service.rules.tickets import order_refusals, ticket_refusals

INTAKE = "F09-1"
KEPT = 3  # years
ROWS = "；".join(f"{impact} {'、'.join(levels)}" for impact, levels in MATRIX.items())
PRIORITIES_TOLD = f"优先级按影响范围和紧急程度（{'、'.join(URGENCIES)}）定：{ROWS}。"
intake = DocumentType(
    code=INTAKE,
    title="服务台受理记录",
    facts=Intake,
    version=1,
    clause="§4.4.2",
    number="FW-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=EVERYBODY,
    flow=(),
    period="day",
    keep_years=KEPT,
    case=CASE,
    evidence=Evidence("照片、截图和原信", "§4.4.2", 0, 9),
    refuse=intake_refusals,
    summary=lambda said: (said.what[:60], f"{said.urgency}：{said.thing}"),
    sheet=Sheet(
        (
            (Given("author", "填表人"), Given("unit", "所在部门")),
            ("day", "channel", "caller"),
            ("what",),
            ("thing", "urgency"),
            ("more",),
        ),
        ("填表人",),
    ),
)
ticket = DocumentType(
    code="F09-2",
    title="事件单",
    facts=Ticket,
    version=1,
    clause="§4.4.3",
    number="INC-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=DESK,
    within=INTAKE,
    flow=RESOLVED,
    period="day",
    keep_years=KEPT,
    evidence=Evidence("照片和附件", "§4.4.3", 0, 9),
    notice=PRIORITIES_TOLD,
    refuse=ticket_refusals,
    summary=lambda said: (
        f"{said.priority} {said.symptom[:60]}",
        f"{said.user.label}，{said.thing}；{said.resolver.label if said.resolver else said.way}",
    ),
    sheet=Sheet(
        (
            (Given("case", "受理记录"), "day"),
            ("user", "user_unit"),
            ("symptom",),
            ("thing", "part"),
            ("impact", "urgency", "priority"),
            ("way", "resolver"),
            ("cause",),
            ("action",),
        ),
        ("服务台", *signature_cells(RESOLVED)),
    ),
)
work_order = DocumentType(
    code="F09-3",
    title="工单",
    facts=WorkOrder,
    version=1,
    clause="§4.4.4",
    number="GD-{yyyymmdd}-{nnn}",
    numbered="sent",
    authors=(*DESK, *LEAD),
    within=INTAKE,
    flow=SIGNED_ON_SITE,
    period="day",
    keep_years=KEPT,
    evidence=Evidence("现场照片", "§4.4.4", 0, 9),
    refuse=order_refusals,
    summary=lambda said: (said.task[:60], f"{said.engineer.label}到{said.thing}，{said.user.label}签字"),
    sheet=Sheet(
        (
            (Given("case", "受理记录"), "day"),
            ("user", "engineer"),
            ("thing",),
            ("task",),
            ("arrived", "left"),
            ("parts",),
            ("done",),
        ),
        ("派工人", *signature_cells(SIGNED_ON_SITE)),
    ),
)
