"""What all papers of R05 have in common."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.evidence import Evidence
from portal.core.usual_form import Row, Signing, Which, usual_form


def paper(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper with the files that belong to it, kept for three years (longer than the six months of network
    logs) unless it says otherwise."""
    files = Evidence("附件", which.clause, 0, 9)
    return usual_form(which, rows, signing, **{"evidence": files} | more)
