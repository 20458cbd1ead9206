"""What is inspected, reported, improved, asked, urged, and heard when the customer is called back."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.usual_form import Signing, of_case
from portal.regulations.product_complaints.documents.papers import Numbered, paper
from portal.regulations.product_complaints.facts import (
    CallBack,
    Expedite,
    Improvement,
    Inspection,
    Memorandum,
    Report,
)
from portal.regulations.product_complaints.flows import (
    GROUP,
    INSPECTED,
    REPORTED,
    SALES,
    UP_THE_LINE,
    expedited,
    improvement_route,
)
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import (
    callback_refusals,
    expedite_refusals,
    improvement_refusals,
    inspection_refusals,
    memorandum_refusals,
    report_refusals,
)

INSPECTORS = (*SALES, "quality_head", "manufacturing_head")


def inspection(policy: Policy) -> DocumentType:
    """§9.2: sales, quality and manufacturing went together."""
    return paper(
        policy, Numbered("14", "会勘记录", "§9.2", Inspection),
        (of_case(), ("day", "led"), ("appointed",), ("place",), ("ours", "theirs"), ("found",), ("said",),
         ("judged",)),
        Signing(flow=INSPECTED, ink=("客户方签名",)),
        authors=INSPECTORS,
        evidence=Evidence("会勘照片", "§9.2", 0, 9),
        refuse=inspection_refusals,
        summary=lambda said: (f"{said.place}会勘", said.found[:60]),
    )  # fmt: skip


def report(policy: Policy) -> DocumentType:
    """§9.3: within three days, decided by the general manager."""
    return paper(
        policy, Numbered("5", "调查处理报告", "§9.3", Report),
        (of_case(), ("day", "about"), ("abnormal",), ("cause",), ("done",), ("proposal",)),
        Signing(flow=REPORTED, by="报告人"),
        authors=INSPECTORS,
        refuse=report_refusals,
        summary=lambda said: ("调查处理报告", said.abnormal[:60]),
    )  # fmt: skip


def improvement(policy: Policy) -> DocumentType:
    """§7.3, §7.4: one item, until its effect is found."""
    return paper(
        policy, Numbered("6", "改善提案表", "§7.3", Improvement),
        (of_case(), ("day", "unit"), ("pursuit", "wanted"), ("item",), ("plan",), ("owner", "finished"),
         ("done",), ("effect", "verified")),
        Signing(flow=improvement_route(PARAMETERS_OF[policy.regulation]), by="提出人"),
        authors=GROUP,
        refuse=improvement_refusals,
        summary=lambda said: (f"{said.unit}{said.pursuit}", said.item[:60]),
    )  # fmt: skip


def memorandum(policy: Policy) -> DocumentType:
    """§9.4, §10: an objection, more time, or what else is for the general manager."""
    return paper(
        policy, Numbered("7", "签呈", "§9.4", Memorandum),
        (of_case(), ("day", "matter", "days"), ("reason",), ("asked",)),
        Signing(flow=UP_THE_LINE),
        authors=(*INSPECTORS, *GROUP, "rd_head", "warehouse_keeper"),
        refuse=memorandum_refusals,
        summary=lambda said: (f"签呈：{said.matter}", said.asked[:60]),
    )  # fmt: skip


def expedite(policy: Policy) -> DocumentType:
    """§14: the group asks a unit about a case that is over its limit."""
    return paper(
        policy, Numbered("11", "洽办单", "§14", Expedite),
        (of_case(), ("day", "unit"), ("over", "promised"), ("asked",), ("reason",)),
        Signing(flow=expedited(PARAMETERS_OF[policy.regulation]), by="洽办人"),
        authors=GROUP,
        refuse=expedite_refusals,
        summary=lambda said: (f"洽办{said.unit}，逾期 {said.over} 天", said.asked[:60]),
    )  # fmt: skip


def callback(policy: Policy) -> DocumentType:
    """§7.1: the customer is asked some days after it was settled."""
    return paper(
        policy, Numbered("15", "回访记录", "§7.1", CallBack),
        (of_case(), ("day", "content"), ("reached",), ("words",)),
        Signing(by="回访人"),
        refuse=callback_refusals,
        summary=lambda said: (f"回访：{said.content}", said.words[:60]),
    )  # fmt: skip
