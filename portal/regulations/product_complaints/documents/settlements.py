"""The papers of a settlement; accounting keeps the originals."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.usual_form import Signing, of_case
from portal.regulations.product_complaints.documents.papers import FOR_ACCOUNTS, Numbered, paper
from portal.regulations.product_complaints.facts import Discount, Returned, ReturnProved
from portal.regulations.product_complaints.flows import DISCOUNTED, PROVED, RETURNED
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import (
    counts_of,
    discount_refusals,
    proof_refusals,
    returned_refusals,
)

STAMPED = Evidence("盖章的凭证", "§13", 0, 9)


def discount(policy: Policy) -> DocumentType:
    """§13: less is to be paid."""
    return paper(
        policy, Numbered("8", "销货折让证明单", "§13", Discount),
        (of_case(), ("day", "order"), ("product", "unit"), ("quantity", "price"), ("amount",),
         ("proof", "invoice"), ("reason",)),
        Signing(flow=DISCOUNTED, by="业务员", ink=("客户盖章",)),
        copies=("finance_clerk",),
        refuse=discount_refusals,
        evidence=STAMPED,
        summary=lambda said: (f"折让 {said.amount}", f"{said.product.label} {said.quantity}"),
        **FOR_ACCOUNTS,
    )  # fmt: skip


def returned(policy: Policy) -> DocumentType:
    """§13: goods come back."""
    more: dict[str, Any] = FOR_ACCOUNTS | {"kept_by": ("财务部", "仓储单位和业务部门")}
    return paper(
        policy, Numbered("9", "成品退货单", "§13", Returned),
        (of_case(), ("day", "way"), ("order", "product"), ("batch", "unit", "approved"), ("replaced",),
         ("reason",), ("proof", "invoice"), ("actual", "arrived"), ("state",), ("difference",)),
        Signing(flow=RETURNED, by="业务员"),
        conditions=dict(counts_of(PARAMETERS_OF[policy.regulation])),
        refuse=returned_refusals,
        evidence=STAMPED,
        summary=lambda said: (f"{said.way} {said.approved}", f"{said.product.label}：{said.reason[:40]}"),
        **more,
    )  # fmt: skip


def proved(policy: Policy) -> DocumentType:
    """§13: the buyer says that the goods went back."""
    return paper(
        policy, Numbered("10", "销货退回证明单", "§13", ReturnProved),
        (of_case(), ("day", "slip"), ("goods", "quantity"), ("price", "amount"), ("reason",)),
        Signing(flow=PROVED, by="业务员", ink=("购货方盖章",)),
        refuse=proof_refusals,
        evidence=STAMPED,
        summary=lambda said: (f"退回 {said.amount}", f"{said.goods} {said.quantity}"),
        **FOR_ACCOUNTS,
    )  # fmt: skip
