"""What all papers of a complaint have in common."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.facts import Facts
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.product_complaints.flows import SALES
from portal.regulations.product_complaints.policies import Policy

Row = tuple[str | Given, ...]
LETTERS = {
    "4D": "KS", "4C": "GZ", "1": "YC", "2R": "JG", "5": "BG", "6": "GS", "7": "QC", "8": "ZR", "9": "TH",
    "10": "TZ", "11": "QB", "13": "JF", "14": "HK", "15": "HF",
}  # fmt: skip
FOR_ACCOUNTS: dict[str, Any] = {"keep_years": 30, "kept_by": ("财务部", "业务部门")}


class Which(NamedTuple):
    """A paper's number among the forms, its title, the clause that wants it, what it says."""

    number: str
    title: str
    clause: str
    facts: type[Facts]


class Signing(NamedTuple):
    """What its author is called, who signs after him, and who signs in ink."""

    by: str = "填表人"
    flow: Flow = ()
    ink: tuple[str, ...] = ()


def paper(policy: Policy, which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper kept in the case that the register's line opened: numbered at sending by month, with files."""
    by, flow, ink = signing
    told: dict[str, Any] = {
        "number": f"{LETTERS.get(which.number, '')}{policy.regulation[1:]}-{{yyyymm}}-{{nnn}}",
        "authors": SALES, "within": policy.code("4D"), "keep_years": 3,
        "evidence": Evidence("照片和附件", which.clause, 0, 9),
    }  # fmt: skip
    sheet = Sheet(rows, (by, *signature_cells(flow)), by_hand=ink)
    return DocumentType(
        code=policy.code(which.number), title=which.title, facts=which.facts, version=1,
        clause=which.clause, numbered="sent", flow=flow, period="day", sheet=sheet, **told | more,
    )  # fmt: skip


def head() -> Row:
    """The first row: which case, and who filled it."""
    return (Given("case", "案件"), Given("author", "填表人"))
