"""The record that opens a case, and the papers by which it is resolved."""

from portal.core.evidence import Evidence
from portal.core.org.roles import EVERYBODY
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.core.versions import Upgrade
from portal.domain.operations.priority import MATRIX, URGENCIES
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import Intake, Ticket, WorkOrder
from portal.regulations.it_service.flows import CASE, DESK, LEAD, RESOLVED, SIGNED_ON_SITE
from portal.regulations.it_service.rules.intake import intake_refusals
from portal.regulations.it_service.rules.tickets import order_refusals, ticket_refusals

INTAKE = "F09-1"
ROWS = "；".join(f"{impact} {'、'.join(levels)}" for impact, levels in MATRIX.items())
PRIORITIES_TOLD = f"优先级按影响范围和紧急程度（{'、'.join(URGENCIES)}）定：{ROWS}。"
intake = paper(
    Which(INTAKE, "FW", "服务台受理记录", "§4.4.2", Intake),
    (
        (Given("author", "填表人"), Given("unit", "所在部门")),
        ("day", "channel", "caller"),
        ("what",),
        ("thing", "urgency"),
        ("more",),
    ),
    Signing("填表人"),
    authors=EVERYBODY,
    case=CASE,
    evidence=Evidence("照片、截图和原信", "§4.4.2", 0, 9),
    refuse=intake_refusals,
    summary=lambda said: (said.what[:60], f"{said.urgency}：{said.thing}"),
)
ticket = paper(
    Which("F09-2", "INC", "事件单", "§4.4.3", Ticket),
    (
        (Given("case", "受理记录"), "day"),
        ("user", "user_unit"),
        ("symptom",),
        ("thing", "part"),
        ("item",),
        ("impact", "urgency", "priority"),
        ("way", "resolver"),
        ("cause",),
        ("action",),
    ),
    Signing("服务台", RESOLVED),
    version=2,
    upgrades={1: Upgrade()},  # what was sent before there were items names none
    authors=DESK,
    within=INTAKE,
    evidence=Evidence("照片和附件", "§4.4.3", 0, 9),
    notice=PRIORITIES_TOLD,
    refuse=ticket_refusals,
    summary=lambda said: (
        f"{said.priority} {said.symptom[:60]}",
        f"{said.user.label}，{said.thing}；{said.resolver.label if said.resolver else said.way}",
    ),
)
work_order = paper(
    Which("F09-3", "GD", "工单", "§4.4.4", WorkOrder),
    (
        (Given("case", "受理记录"), "day"),
        ("user", "engineer"),
        ("thing",),
        ("task",),
        ("arrived", "left"),
        ("parts",),
        ("done",),
    ),
    Signing("派工人", SIGNED_ON_SITE),
    authors=(*DESK, *LEAD),
    within=INTAKE,
    evidence=Evidence("现场照片", "§4.4.4", 0, 9),
    refuse=order_refusals,
    summary=lambda said: (said.task[:60], f"{said.engineer.label}到{said.thing}，{said.user.label}签字"),
)
