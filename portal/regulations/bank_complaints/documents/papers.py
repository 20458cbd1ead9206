"""What all papers of a complaint have in common."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.facts import Facts
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet

Row = tuple[str | Given, ...]
OPENS = "F06-1"


class Which(NamedTuple):
    """A form's code, its title, the clause that wants it, what it says, what its numbers begin with."""

    code: str
    title: str
    clause: str
    facts: type[Facts]
    letters: str


def form(which: Which, rows: tuple[Row, ...], by: str, flow: Flow = (), **more: Any) -> DocumentType:
    """A form of R06: numbered at sending by month, kept three years [assumption]; `by` is what its author is
    called, `ink` who signs on paper, `wide` lays it across."""
    paper: Any = "A4 landscape" if more.pop("wide", False) else "A4"
    signed = (by, *signature_cells(flow))
    told: dict[str, Any] = {
        "number": f"{which.letters}-{{yyyymm}}-{{nnnn}}", "keep_years": 3, "period": "day",
        "sheet": Sheet(rows, signed, paper, by_hand=more.pop("ink", ())),
    }  # fmt: skip
    return DocumentType(
        code=which.code, title=which.title, facts=which.facts, version=1, clause=which.clause,
        numbered="sent", flow=flow, **told | more,
    )  # fmt: skip


def paper(which: Which, rows: tuple[Row, ...], by: str, flow: Flow = (), **more: Any) -> DocumentType:
    """A paper kept in the case that the record opened."""
    head: Row = (Given("case", "案件"), Given("author", by))
    kept: dict[str, Any] = {"within": OPENS, "evidence": Evidence("附件", which.clause, 0, 9)}
    return form(which, (head, *rows), by, flow, **kept | more)
