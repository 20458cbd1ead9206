"""What all papers of a complaint have in common."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.flow import Flow
from portal.core.usual_form import Row, Signing, Which, of_case, usual_form

OPENS = "F06-1"


def form(which: Which, rows: tuple[Row, ...], by: str, flow: Flow = (), **more: Any) -> DocumentType:
    """A form of R06, with a long serial; `by` is what its author is called, `ink` who signs on paper."""
    signing = Signing(by, flow, more.pop("ink", ()))
    return usual_form(which, rows, signing, number=f"{which.letters}-{{yyyymm}}-{{nnnn}}", **more)


def paper(which: Which, rows: tuple[Row, ...], by: str, flow: Flow = (), **more: Any) -> DocumentType:
    """A paper kept in the case that the record opened."""
    kept: dict[str, Any] = {"within": OPENS, "evidence": Evidence("附件", which.clause, 0, 9)}
    return form(which, (of_case(by), *rows), by, flow, **kept | more)
