"""The plan of a cycle's work, and the record of what came of an item."""

from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.system_maintenance.documents.papers import paper
from portal.regulations.system_maintenance.facts import WorkDone, WorkPlan
from portal.regulations.system_maintenance.flows import OPERATORS, PLANNED
from portal.regulations.system_maintenance.rules.plans import done_refusals, plan_refusals

plan = paper(
    Which("F05-5", "ZY", "维护作业计划表", "§附3", WorkPlan),
    (
        (Given("author", "编制人"), Given("unit", "维护部门")),
        ("cycle", "first", "until"),
        ("replaces",),
        ("why",),
        ("lines",),
    ),
    Signing("编制人", PLANNED),
    authors=("maintenance_head", "system_operator"),
    period="first",
    refuse=plan_refusals,
    summary=lambda said: (f"{said.first}起一{said.cycle}的作业计划", f"{len(said.lines)} 项"),
)
done = paper(
    Which("F05-5R", "ZX", "作业执行记录", "§附3", WorkDone),
    ((Given("author", "执行人"), Given("unit", "维护部门")), ("day", "result", "part"), ("item",), ("told",)),
    Signing("执行人"),
    authors=OPERATORS,
    refuse=done_refusals,
    summary=lambda said: (f"{said.item.label[:60]}：{said.result}", said.told[:60]),
)
