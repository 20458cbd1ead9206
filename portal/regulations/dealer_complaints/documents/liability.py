"""The paper of who answers; switched off until it was consulted on and published."""

from portal.core.evidence import Evidence
from portal.core.usual_form import Signing, Which, of_case
from portal.regulations.dealer_complaints.documents.papers import paper
from portal.regulations.dealer_complaints.facts import Liability
from portal.regulations.dealer_complaints.flows import ANSWERED
from portal.regulations.dealer_complaints.rules.liability import liability_refusals

LAW = (
    "公司没有罚款的权力。因本人原因造成损失的，赔偿可以从工资中扣除，每月不超过当月工资的 20%，"
    "扣除后不低于当地最低工资（《工资支付暂行规定》第十六条）。门户只计算上限，不向工资系统记账。"
)
liability = paper(
    Which("F16-7", "CF", "责任处罚单", "§6.1", Liability),
    (of_case(), ("day", "person", "unit"), ("ground", "kind"), ("liability",), ("late", "loss"),
     ("statement",), ("procedure",), ("wage", "amount")),
    Signing(flow=ANSWERED, by="客户关系经理", ink=("本人签名",)),
    keep_years=5,
    notice=LAW,
    refuse=liability_refusals,
    evidence=Evidence("本人签字的陈述", "§6.1", 1, 9),
    summary=lambda said: (f"{said.person.label}：{said.kind}", said.liability[:60]),
)  # fmt: skip
