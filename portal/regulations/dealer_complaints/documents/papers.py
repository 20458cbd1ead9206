"""What all papers of a complaint have in common."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.facts import Facts
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet
from portal.regulations.dealer_complaints.flows import MANAGER

Row = tuple[str | Given, ...]
RECORD = "F16-1"
AUTO_10Y = 10  # years: sales and user files of a car dealer


class Which(NamedTuple):
    """A paper's code, the letters of its number, its title, the clause that wants it, what it says."""

    code: str
    letters: str
    title: str
    clause: str
    facts: type[Facts]


class Signing(NamedTuple):
    """What its author is called, who signs after him, and who signs in ink."""

    by: str = "填表人"
    flow: Flow = ()
    ink: tuple[str, ...] = ()


def paper(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper kept in the case that the record opened, for ten years unless it says otherwise."""
    by, flow, ink = signing
    told: dict[str, Any] = {
        "authors": MANAGER, "within": RECORD, "keep_years": AUTO_10Y,
        "evidence": Evidence("照片和附件", which.clause, 0, 9),
    }  # fmt: skip
    return DocumentType(
        code=which.code, title=which.title, facts=which.facts, version=1, clause=which.clause,
        number=f"{which.letters}-{{yyyymm}}-{{nnn}}", numbered="sent", flow=flow, period="day",
        sheet=Sheet(rows, (by, *signature_cells(flow)), by_hand=ink), **told | more,
    )  # fmt: skip


def head() -> Row:
    """The first row: which case, and who filled it."""
    return (Given("case", "案件"), Given("author", "填表人"))
