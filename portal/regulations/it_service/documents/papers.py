"""What all papers of R09 have in common."""

from typing import Any

from portal.core.document_type import DocumentType
from portal.core.usual_form import Row, Signing, Which, usual_form


def paper(which: Which, rows: tuple[Row, ...], signing: Signing, **more: Any) -> DocumentType:
    """A paper that is numbered by day unless it says otherwise."""
    number = f"{which.letters}-{{yyyymmdd}}-{{nnn}}"
    return usual_form(which, rows, signing, **{"number": number} | more)
