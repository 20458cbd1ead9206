"""The records of deployments and of training."""

from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Signing, Which, usual_form
from portal.regulations.operations_manual.facts import Deployment, Training
from portal.regulations.operations_manual.flows import DEPLOYED, ENGINEERS, LEAD
from portal.regulations.operations_manual.rules.work import deployment_refusals, passed, training_refusals

deployment = usual_form(
    Which("F18-5", "BS", "部署记录", "§4", Deployment),
    (
        (Given("author", "部署人"), "day", "layer"),
        ("host", "version"),
        ("component", "outcome"),
        ("manual",),
        ("lines",),
        ("rollback",),
        ("remark",),
    ),
    Signing("部署人", DEPLOYED),
    authors=(*ENGINEERS, *LEAD),
    evidence=Evidence("附件", "§4", 0, 9),
    refuse=deployment_refusals,
    summary=lambda said: (
        f"{said.host}部署{said.component} {said.version}",
        f"{said.outcome}，{len(said.lines)} 步",
    ),
)
training = usual_form(
    Which("F18-8", "PX", "培训签到与考核", "§7", Training),
    (
        (Given("author", "主管"), "day", "teacher"),
        ("topic", "place"),
        ("passing",),
        ("content",),
        ("lines",),
    ),
    Signing("主管", ink=("讲课人",)),
    size="A4 landscape",
    authors=(*LEAD, "project_manager"),
    evidence=Evidence("讲义、试卷", "§7", 0, 9),
    refuse=training_refusals,
    summary=lambda said: (
        said.topic,
        f"{sum(line.present for line in said.lines)} 人到场，{passed(said)} 人合格",
    ),
)
