"""The register's line, the two forms that a complaint may take, and what the customer said."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.sheet import Given
from portal.core.usual_form import Signing, of_case
from portal.regulations.product_complaints.documents.papers import Numbered, paper
from portal.regulations.product_complaints.facts import Abnormality, HandlingForm, Intake, Result
from portal.regulations.product_complaints.flows import CASE, SALES, abnormality_route, route
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import abnormality_refusals, conditions_of, form_refusals


def intake(policy: Policy) -> DocumentType:
    """§7.3: a line of the register, which opens the case."""
    return paper(
        policy, Numbered("4D", "客诉登记", "§7.3", Intake),
        (
            ("day", "channel", "region"),
            ("customer", "caller"),
            ("product", "order", "loss"),
            ("what",),
            ("fresh",),
            (Given("author", "受理人"), Given("unit", "部门")),
        ),
        Signing(by="受理人"),
        within="",
        case=CASE,
        authors=(*SALES, "production_control"),
        summary=lambda said: (f"{said.customer.label}投诉", said.what[:60]),
    )  # fmt: skip


def abnormality(policy: Policy) -> DocumentType:
    """§3: nothing was lost, the unit concerned improves."""
    return paper(
        policy, Numbered("1", "异常处理单", "§3", Abnormality),
        (
            of_case(), ("day", "concerned"), ("customer", "order"), ("product",), ("what",), ("at_once",),
            ("asked",), ("reply",),
        ),
        Signing(flow=abnormality_route(PARAMETERS_OF[policy.regulation])),
        refuse=abnormality_refusals,
        summary=lambda said: (f"{said.customer.label}异常处理", said.what[:60]),
    )  # fmt: skip


def handling(policy: Policy) -> DocumentType:
    """§9.1, §8: numbered on receipt by year, month and serial; signed along the route of the offices."""
    parameters = PARAMETERS_OF[policy.regulation]
    return paper(
        policy, Numbered("2", "客户抱怨处理表", "§9.1", HandlingForm),
        (
            of_case(),
            ("day", "region", "shipped"),
            ("customer", "product"),
            ("order", "part_no", "batch"),
            ("quantity", "defective", "unit"),
            ("lost", "request", "wanted"),
            ("processing", "sample"),
            ("no_sample",),
            ("reason",),
            ("opinion",),
            ("cause_class", "liable", "rd"),
            ("cause",),
            ("liable_people",),
            ("produced_by", "machine", "produced"),
            ("operators",),
            ("investigation",),
            ("countermeasure",),
            ("proposal",),
            ("handling", "settled"),
        ),
        Signing(flow=route(policy, parameters), by="业务部门"),
        number="{yy}{mm}{nn}",
        issued="receipt",
        notice="核决以前，对客户不作超出权限的承诺。这张表只在公司内部流转，不交给客户。",
        conditions=dict(conditions_of(parameters)),
        refuse=form_refusals(policy),
        evidence=Evidence("样品照片和附件", "§9.1", 0, 9),
        summary=lambda said: (
            f"{said.customer.label}抱怨处理",
            f"{said.product.label}，要求{said.request}，不良 {said.defective}",
        ),
    )  # fmt: skip


def result(policy: Policy) -> DocumentType:
    """§9.4: what came of it at the customer."""
    return paper(
        policy, Numbered("2R", "处理结果回报", "§9.4", Result),
        (of_case(), ("day", "outcome"), ("form",), ("done",), ("words",)),
        Signing(by="回报人"),
        evidence=Evidence("客户签认", "§9.4", 0, 9),
        summary=lambda said: (f"{said.form.label.split()[-1]} 客户{said.outcome}", said.done[:60]),
    )  # fmt: skip
