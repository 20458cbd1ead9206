"""The operation log, and the inspection that is announced and carried out on one paper."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.system_maintenance.documents.papers import paper
from portal.regulations.system_maintenance.facts import InspectionPaper, OperationLog
from portal.regulations.system_maintenance.flows import INSPECTED, MANAGER, OPERATORS
from portal.regulations.system_maintenance.rules.readings import inspection_refusals, log_refusals

log = paper(
    Which("F05-2", "YX", "运行监控、日常维护记录", "§4(1)", OperationLog),
    ((Given("author", "值班人"), "day"), ("lines",), ("remark",)),
    Signing("值班人"),
    size="A4 landscape",
    authors=OPERATORS,
    refuse=log_refusals,
    summary=lambda said: (f"{said.day}运行维护记录", f"{len(said.lines)} 项"),
)
inspection = paper(
    Which("F05-6", "XJ", "巡检通知与巡检表", "§附4", InspectionPaper),
    (
        (Given("author", "发通知人"), Given("unit", "维护管理部门")),
        ("due", "executes"),
        ("focus",),
        ("wanted",),
        ("lines",),
        (Given("filed", "发出"), "done_on"),
        ("dangers",),
    ),
    Signing("发通知人", INSPECTED),
    size="A4 landscape",
    authors=MANAGER,
    period="due",
    refuse=inspection_refusals,
    summary=lambda said: (
        f"{said.executes.label}巡检",
        f"{said.due} 前，{len(said.lines)} 项；{said.focus[:40]}",
    ),
)
