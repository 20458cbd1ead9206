"""What all papers of a complaint have in common."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.facts import Facts
from portal.core.usual_form import Row, Signing, Which, usual_form
from portal.regulations.product_complaints.flows import SALES
from portal.regulations.product_complaints.policies import Policy

LETTERS = {
    "4D": "KS", "4C": "GZ", "1": "YC", "2R": "JG", "5": "BG", "6": "GS", "7": "QC", "8": "ZR", "9": "TH",
    "10": "TZ", "11": "QB", "13": "JF", "14": "HK", "15": "HF",
}  # fmt: skip
FOR_ACCOUNTS: dict[str, Any] = {"keep_years": 30, "kept_by": ("财务部", "业务部门")}


class Numbered(NamedTuple):
    """A paper's number among the forms, its title, the clause that wants it, what it says."""

    number: str
    title: str
    clause: str
    facts: type[Facts]


def paper(
    policy: Policy, which: Numbered, rows: tuple[Row, ...], signing: Signing, **more: Any
) -> DocumentType:
    """A paper kept in the case that the register's line opened: numbered at sending by month, with files."""
    told: dict[str, Any] = {
        "authors": SALES, "within": policy.code("4D"), "evidence": Evidence("照片和附件", which.clause, 0, 9),
    }  # fmt: skip
    letters = f"{LETTERS.get(which.number, '')}{policy.regulation[1:]}"
    form = Which(policy.code(which.number), letters, which.title, which.clause, which.facts)
    return usual_form(form, rows, signing, **told | more)
