"""How most forms are declared: numbered by month when they are sent, about a day, signed in the order of
their flow. What a regulation's forms have besides in common it says once, in its documents' papers.py."""

from typing import Any, NamedTuple

from portal.core.document_type import DocumentType
from portal.core.facts import Facts
from portal.core.flow import Flow, signature_cells
from portal.core.sheet import Given, Sheet

Row = tuple[str | Given, ...]
KEPT = 3  # years, where nobody says otherwise


class Which(NamedTuple):
    """A form's code, the letters of its numbers, its title, the clause that wants it, what it says."""

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


def usual_form(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A form; `more` is what a DocumentType is told besides, or otherwise. `size` is the paper that it is
    printed on."""
    by, flow, ink = signing
    size: dict[str, Any] = {"paper": more.pop("size")} if "size" in more else {}
    told: dict[str, Any] = {
        "version": 1, "number": f"{which.letters}-{{yyyymm}}-{{nnn}}", "numbered": "sent", "period": "day",
        "keep_years": KEPT, "sheet": Sheet(rows, (by, *signature_cells(flow)), by_hand=ink, **size),
    }  # fmt: skip
    return DocumentType(
        code=which.code, title=which.title, facts=which.facts, clause=which.clause, flow=flow, **told | more
    )


def of_case(by: str = "填表人") -> Row:
    """The first row of a paper that is kept in a case: which case, and who filled it."""
    return (Given("case", "案件"), Given("author", by))
