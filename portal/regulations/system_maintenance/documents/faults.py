"""The record that opens a fault's case, and its report."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.system_maintenance.documents.papers import paper
from portal.regulations.system_maintenance.facts import Fault, FaultReport
from portal.regulations.system_maintenance.flows import (
    CLOSED_IN_TIME,
    FAULT_CASE,
    MANAGER,
    OPERATORS,
    REPORTED,
)
from portal.regulations.system_maintenance.rules.faults import fault_refusals, report_refusals

fault = paper(
    Which("F05-3", "GZ", "故障处理记录", "§4(2)", Fault),
    (
        (Given("author", "值班人"), Given("unit", "维护部门")),
        ("day", "at", "found"),
        ("reading", "alarm"),
        ("part", "system"),
        ("symptom",),
        ("business", "important", "effect"),
        ("level",),
        ("action",),
    ),
    Signing("值班人"),
    authors=(*OPERATORS, *MANAGER),
    case=FAULT_CASE,
    within_time=CLOSED_IN_TIME,
    refuse=fault_refusals,
    summary=lambda said: (f"{said.level[:2]}故障：{said.system}", f"{said.part}；{said.symptom[:60]}"),
)
report = paper(
    Which("F05-3R", "GB", "故障报告", "§4(2)", FaultReport),
    (
        (Given("case", "故障编号"), Given("author", "报告人")),
        ("day", "level", "downtime"),
        ("affected",),
        ("located",),
        ("actions",),
        ("root",),
        ("prevention",),
    ),
    Signing("报告人", REPORTED),
    authors=OPERATORS,
    within="F05-3",
    refuse=report_refusals,
    summary=lambda said: (f"{said.level}故障报告", f"停运 {said.downtime} 分钟；{said.root[:60]}"),
)
