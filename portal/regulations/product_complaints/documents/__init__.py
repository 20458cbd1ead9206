"""The forms of each policy that the portal carries out."""

from portal.core.static_page import FlowPicture, StaticPage
from portal.regulations.product_complaints.documents.beside import REGISTERS, STATISTICS
from portal.regulations.product_complaints.documents.complaints import (
    Forms,
    forms_of,
)
from portal.regulations.product_complaints.documents.units import UNITS
from portal.regulations.product_complaints.policies import POLICIES

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
INTAKES = tuple(forms.intake for forms in OF.values())
ABNORMALITIES = tuple(forms.abnormality for forms in OF.values())
HANDLINGS = tuple(forms.handling for forms in OF.values())
RESULTS = tuple(forms.result for forms in OF.values())

__all__ = ["ABNORMALITIES", "HANDLINGS", "INTAKES", "OF", "RESULTS", "STATICS", "TYPES", "Forms"]
