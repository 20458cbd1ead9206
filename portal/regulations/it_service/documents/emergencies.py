"""The plan for an emergency, the record of a drill or of the real thing, and the list of plans. The text
names no forms for the latter two, their codes are ours."""

from portal.core.evidence import Evidence
from portal.core.report import Figure, Report
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which
from portal.regulations.it_service.documents.papers import paper
from portal.regulations.it_service.facts import EmergencyPlan, EmergencyRecord
from portal.regulations.it_service.flows import IT, LEAD, PREPARED
from portal.regulations.it_service.rules.emergencies import plan_refusals, record_refusals

emergency_plan = paper(
    Which("F09-11", "YA", "应急预案", "§6", EmergencyPlan),
    (
        (Given("author", "编制人"), Given("unit", "所在部门")),
        ("day", "part", "replaces"),
        ("scenario",),
        ("trigger",),
        ("team",),
        ("steps",),
        ("told",),
        ("back",),
    ),
    Signing("编制人", PREPARED),
    number="YA-{yyyy}-{nnn}",
    authors=LEAD,
    evidence=Evidence("附件", "§6", 0, 9),
    refuse=plan_refusals,
    summary=lambda said: (f"应急预案：{said.scenario}", f"{said.part}，{len(said.steps)} 步"),
)
emergency_record = paper(
    Which("F09-11R", "YL", "应急演练与处置记录", "§6", EmergencyRecord),
    (
        (Given("author", "记录人"), Given("unit", "所在部门")),
        ("day", "kind", "plan"),
        ("began", "ended", "incident"),
        ("people",),
        ("course",),
        ("reached", "lack"),
        ("lessons",),
        ("better",),
    ),
    Signing("记录人", PREPARED),
    number="YL-{yyyy}-{nnn}",
    authors=LEAD,
    evidence=Evidence("照片和附件", "§6", 0, 9),
    refuse=record_refusals,
    summary=lambda said: (f"{said.kind}：{said.plan.label}", f"{said.reached}；{said.lessons[:60]}"),
)
emergency_plans = Report(
    code="F09-11T",
    title="应急预案目录",
    clause="§6",
    seen_by=(),
    company=(*IT, "project_owner"),
    columns=(
        Figure("编号", 6),
        Figure("属于", 5),
        Figure("什么情况", 10),
        Figure("批准", 4),
        Figure("上次演练", 4),
    ),
    months=12,
    signed=("技术主管", "项目经理"),
    usual="year",
)
