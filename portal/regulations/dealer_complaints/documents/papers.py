"""What all papers of a complaint have in common."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.usual_form import Row, Signing, Which, usual_form
from portal.regulations.dealer_complaints.flows import MANAGER

RECORD = "F16-1"
AUTO_10Y = 10  # years: sales and user files of a car dealer


def paper(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper kept in the case that the record opened, for ten years unless it says otherwise."""
    told: dict[str, Any] = {
        "authors": MANAGER, "within": RECORD, "keep_years": AUTO_10Y,
        "evidence": Evidence("照片和附件", which.clause, 0, 9),
    }  # fmt: skip
    return usual_form(which, rows, signing, **told | more)
