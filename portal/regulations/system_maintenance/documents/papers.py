"""What all papers of R05 have in common."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.facts import Facts
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet

Row = tuple[str | Given, ...]
KEPT = 3  # years; longer than the six months of network logs


class Which(NamedTuple):
    """A paper's code, the letters of its number, its title, the clause that wants it, what it says."""

    code: str
    letters: str
    title: str
    clause: str
    facts: type[Facts]


class Signing(NamedTuple):
    """What its author is called, and who signs after him."""

    by: str = "填表人"
    flow: Flow = ()


def paper(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper with the files that belong to it, kept for three years unless it says otherwise."""
    by, flow = signing
    told: dict[str, Any] = {
        "period": "day", "keep_years": KEPT, "evidence": Evidence("附件", which.clause, 0, 9),
    }  # fmt: skip
    return DocumentType(
        code=which.code, title=which.title, facts=which.facts, version=1, clause=which.clause,
        number=f"{which.letters}-{{yyyymm}}-{{nnn}}", numbered="sent", flow=flow,
        sheet=Sheet(rows, (by, *signature_cells(flow)), **paper_size(more)), **told | more,
    )  # fmt: skip


def paper_size(more: dict[str, Any]) -> dict[str, Any]:
    """The paper that a sheet is printed on, where its form says one."""
    return {"paper": more.pop("size")} if "size" in more else {}
