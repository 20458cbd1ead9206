"""The register's line is a record; what is wrong with it is corrected by a paper in its case."""

from portal.core.document_type import DocumentType
from portal.core.sheet import Given
from portal.core.usual_form import Signing
from portal.regulations.product_complaints.documents.papers import Numbered, paper
from portal.regulations.product_complaints.facts import Correction
from portal.regulations.product_complaints.flows import GROUP
from portal.regulations.product_complaints.policies import Policy
from portal.regulations.product_complaints.rules import correction_refusals


def correction(policy: Policy) -> DocumentType:
    """§7.3: whoever keeps the register or took the complaint down corrects it; the line stays as it was."""
    return paper(
        policy, Numbered("4C", "登记事项更正单", "§7.3", Correction),
        (
            (Given("case", "案件"), Given("author", "更正人")), ("day", "loss"), ("region", "order"),
            ("product",), ("reason",),
        ),
        Signing(by="更正人"),
        authors=("customer_service", *GROUP),
        refuse=correction_refusals,
        summary=lambda said: ("客诉登记更正", said.reason[:60]),
    )  # fmt: skip
