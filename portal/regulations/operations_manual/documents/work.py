"""The records of deployments and of training."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.operations_manual.facts import Deployment, Training
from portal.regulations.operations_manual.flows import DEPLOYED, ENGINEERS, LEAD
from portal.regulations.operations_manual.rules.work import deployment_refusals, passed, training_refusals

KEPT = 3  # years
deployment = DocumentType(
    code="F18-5",
    title="部署记录",
    facts=Deployment,
    version=1,
    clause="§4",
    number="BS-{yyyymm}-{nnn}",
    numbered="sent",
    authors=(*ENGINEERS, *LEAD),
    flow=DEPLOYED,
    period="day",
    keep_years=KEPT,
    evidence=Evidence("附件", "§4", 0, 9),
    refuse=deployment_refusals,
    summary=lambda said: (
        f"{said.host}部署{said.component} {said.version}",
        f"{said.outcome}，{len(said.lines)} 步",
    ),
    sheet=Sheet(
        (
            (Given("author", "部署人"), "day", "layer"),
            ("host", "version"),
            ("component", "outcome"),
            ("manual",),
            ("lines",),
            ("rollback",),
            ("remark",),
        ),
        ("部署人", *signature_cells(DEPLOYED)),
    ),
)
training = DocumentType(
    code="F18-8",
    title="培训签到与考核",
    facts=Training,
    version=1,
    clause="§7",
    number="PX-{yyyymm}-{nnn}",
    numbered="sent",
    authors=(*LEAD, "project_manager"),
    flow=(),
    period="day",
    keep_years=KEPT,
    evidence=Evidence("讲义、试卷", "§7", 0, 9),
    refuse=training_refusals,
    summary=lambda said: (
        said.topic,
        f"{sum(line.present for line in said.lines)} 人到场，{passed(said)} 人合格",
    ),
    sheet=Sheet(
        (
            (Given("author", "主管"), "day", "teacher"),
            ("topic", "place"),
            ("passing",),
            ("content",),
            ("lines",),
        ),
        ("主管",),
        paper="A4 landscape",
        by_hand=("讲课人",),
    ),
)
