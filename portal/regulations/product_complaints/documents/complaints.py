"""The register's line, the two forms that a complaint may take, and what the customer said."""

from typing import NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.product_complaints.facts import Abnormality, HandlingForm, Intake, Result
from portal.regulations.product_complaints.flows import (
    CASE,
    SALES,
    abnormality_route,
    route,
)
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import abnormality_refusals, conditions_of, form_refusals


class Forms(NamedTuple):
    """One policy's forms."""

    intake: DocumentType
    abnormality: DocumentType
    handling: DocumentType
    result: DocumentType


def forms_of(policy: Policy) -> Forms:
    """The forms, with the policy's codes, rules and figures."""
    return Forms(intake(policy), abnormality(policy), handling(policy), result(policy))


def intake(policy: Policy) -> DocumentType:
    """§7.3: a line of the register, which opens the case."""
    return DocumentType(
        code=policy.code("4D"),
        title="客诉登记",
        facts=Intake,
        version=1,
        clause="§7.3",
        number=f"KS{policy.regulation[1:]}-{{yyyymm}}-{{nnn}}",
        numbered="sent",
        authors=(*SALES, "production_control"),
        flow=(),
        case=CASE,
        period="day",
        keep_years=3,
        evidence=Evidence("照片和附件", "§7.1", 0, 9),
        summary=lambda said: (f"{said.customer.label}投诉", said.what[:60]),
        sheet=Sheet(
            rows=(
                ("day", "channel", "region", "loss"),
                ("customer", "caller"),
                ("product", "order"),
                ("what",),
                (Given("author", "受理人"), Given("unit", "部门")),
            ),
            signed=("受理人",),
        ),
    )


def abnormality(policy: Policy) -> DocumentType:
    """§3: nothing was lost, the unit concerned improves."""
    flow = abnormality_route(PARAMETERS_OF[policy.regulation])
    return DocumentType(
        code=policy.code("1"),
        title="异常处理单",
        facts=Abnormality,
        version=1,
        clause="§3",
        number=f"YC{policy.regulation[1:]}-{{yyyymm}}-{{nnn}}",
        numbered="sent",
        authors=SALES,
        flow=flow,
        within=policy.code("4D"),
        period="day",
        keep_years=3,
        refuse=abnormality_refusals,
        evidence=Evidence("照片和附件", "§3", 0, 9),
        summary=lambda said: (f"{said.customer.label}异常处理", said.what[:60]),
        sheet=Sheet(
            rows=(
                (Given("case", "案件"), Given("author", "填表人"), "day", "concerned"),
                ("customer", "order"),
                ("product",),
                ("what",),
                ("at_once",),
                ("asked",),
                ("reply",),
            ),
            signed=("填表人", *signature_cells(flow)),
        ),
    )


def handling(policy: Policy) -> DocumentType:
    """§9.1, §8: numbered on receipt by year, month and serial; signed along the route of the offices."""
    parameters = PARAMETERS_OF[policy.regulation]
    flow = route(policy, parameters)
    return DocumentType(
        code=policy.code("2"),
        title="客户抱怨处理表",
        facts=HandlingForm,
        version=1,
        clause="§9.1",
        number="{yy}{mm}{nn}",
        numbered="sent",
        issued="receipt",
        authors=SALES,
        flow=flow,
        conditions=dict(conditions_of(parameters)),
        within=policy.code("4D"),
        period="day",
        keep_years=3,
        refuse=form_refusals(policy),
        evidence=Evidence("样品照片和附件", "§9.1", 0, 9),
        summary=lambda said: (
            f"{said.customer.label}抱怨处理",
            f"{said.product.label}，要求{said.request}，不良 {said.defective}",
        ),
        sheet=Sheet(
            rows=(
                (Given("case", "案件"), Given("author", "填表人")),
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
            signed=("业务部门", *signature_cells(flow)),
        ),
    )  # fmt: skip


def result(policy: Policy) -> DocumentType:
    """§9.4: what came of it at the customer."""
    return DocumentType(
        code=policy.code("2R"),
        title="处理结果回报",
        facts=Result,
        version=1,
        clause="§9.4",
        number=f"JG{policy.regulation[1:]}-{{yyyymm}}-{{nnn}}",
        numbered="sent",
        authors=SALES,
        flow=(),
        within=policy.code("4D"),
        period="day",
        keep_years=3,
        evidence=Evidence("客户签认", "§9.4", 0, 9),
        summary=lambda said: (f"{said.form.label.split()[-1]} 客户{said.outcome}", said.done[:60]),
        sheet=Sheet(
            rows=(
                (Given("case", "案件"), Given("author", "回报人"), "day", "outcome"),
                ("form",),
                ("done",),
                ("words",),
            ),
            signed=("回报人",),
        ),
    )
