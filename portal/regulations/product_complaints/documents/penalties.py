"""The paper of who answers for a loss; switched off until it was consulted on and published."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.usual_form import Signing, of_case
from portal.regulations.product_complaints.documents.papers import Numbered, paper
from portal.regulations.product_complaints.facts import Penalty
from portal.regulations.product_complaints.flows import ANSWERED, GROUP
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import penalty_refusals

LAW = (
    "公司没有罚款的权力。因本人原因造成损失的，赔偿可以从工资中扣除，每月不超过当月工资的 20%，"
    "扣除后不低于当地最低工资（《工资支付暂行规定》第十六条）。门户只计算上限，不向工资系统记账。"
)


def penalty(policy: Policy) -> DocumentType:
    """§12: found liable, heard, looked at by law and personnel, decided by the general manager."""
    return paper(
        policy, Numbered("13", "奖罚通知单", "§12", Penalty),
        (of_case(), ("day", "person"), ("unit", "kind"), ("liability",), ("statement",), ("procedure",),
         ("loss", "total", "points"), ("wage", "amount")),
        Signing(flow=ANSWERED, ink=("本人签名",)),
        authors=GROUP,
        keep_years=5,
        notice=LAW,
        refuse=penalty_refusals(PARAMETERS_OF[policy.regulation]),
        evidence=Evidence("本人签字的陈述", "§12", 1, 9),
        summary=lambda said: (f"{said.person.label}：{said.kind}", said.liability[:60]),
    )  # fmt: skip
