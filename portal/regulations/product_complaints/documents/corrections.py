"""The register's line is a record; what is wrong with it is corrected by a paper in its case."""

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.sheet import Given, Sheet
from portal.regulations.product_complaints.facts import Correction
from portal.regulations.product_complaints.flows import GROUP
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import correction_refusals


def correction(policy: Policy) -> DocumentType:
    """§7.3: whoever keeps the register or took the complaint down corrects it; the line stays as it was."""
    return DocumentType(
        code=policy.code("4C"),
        title="登记事项更正单",
        facts=Correction,
        version=1,
        clause="§7.3",
        number=f"GZ{policy.regulation[1:]}-{{yyyymm}}-{{nnn}}",
        numbered="sent",
        authors=("customer_service", *GROUP),
        flow=(),
        within=policy.code("4D"),
        period="day",
        keep_years=3,
        refuse=correction_refusals,
        evidence=Evidence("附件", "§7.3", 0, 9),
        summary=lambda said: ("客诉登记更正", said.reason[:60]),
        sheet=Sheet(
            rows=(
                (Given("case", "案件"), Given("author", "更正人")),
                ("day", "loss"),
                ("region", "order"),
                ("product",),
                ("reason",),
            ),
            signed=("更正人",),
        ),
    )
