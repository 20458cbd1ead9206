"""The forms of each policy that the portal carries out."""

from typing import NamedTuple

from portal.core.document_type import DocumentType
from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.product_complaints.documents.beside import REGISTERS, STATISTICS
from portal.regulations.product_complaints.documents.complaints import abnormality, handling, intake, result
from portal.regulations.product_complaints.documents.corrections import correction
from portal.regulations.product_complaints.documents.follow_up import (
    callback,
    expedite,
    improvement,
    inspection,
    memorandum,
    report,
)
from portal.regulations.product_complaints.documents.penalties import penalty
from portal.regulations.product_complaints.documents.settlements import discount, proved, returned
from portal.regulations.product_complaints.documents.units import UNITS
from portal.regulations.product_complaints.policies import POLICIES, Policy


class Forms(NamedTuple):
    """One policy's forms."""

    intake: DocumentType
    abnormality: DocumentType
    handling: DocumentType
    result: DocumentType
    correction: DocumentType
    inspection: DocumentType
    report: DocumentType
    improvement: DocumentType
    memorandum: DocumentType
    discount: DocumentType
    returned: DocumentType
    proved: DocumentType
    expedite: DocumentType
    callback: DocumentType
    penalty: DocumentType


def forms_of(policy: Policy) -> Forms:
    """The forms, with the policy's codes, rules and figures."""
    return Forms(
        intake=intake(policy),
        abnormality=abnormality(policy),
        handling=handling(policy),
        result=result(policy),
        correction=correction(policy),
        inspection=inspection(policy),
        report=report(policy),
        improvement=improvement(policy),
        memorandum=memorandum(policy),
        discount=discount(policy),
        returned=returned(policy),
        proved=proved(policy),
        expedite=expedite(policy),
        callback=callback(policy),
        penalty=penalty(policy),
    )


OF: dict[str, Forms] = {policy.regulation: forms_of(policy) for policy in POLICIES}
TYPES = {code: tuple(forms) for code, forms in OF.items()}
REPORTS = {code: (REGISTERS[code], STATISTICS[code]) for code in OF}
STATICS = {
    policy.regulation: (
        StaticPage(
            policy.code("3"), "客户投诉处理流程图（表14.6.2）", "§4",
            (FlowPicture(OF[policy.regulation].handling),),
        ),
        StaticPage(policy.code("3B"), "客户投诉处理部门表", "§6", UNITS),
    )
    for policy in POLICIES
}  # fmt: skip
