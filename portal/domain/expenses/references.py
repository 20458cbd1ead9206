"""References to a person's own signed tables, by number."""

from sqlalchemy import select

from portal.core.documents.models import IN_FORCE, Document
from portal.core.forms.references import Asker
from portal.domain.expenses.models import Accrual
from portal.domain.papers.references import Numbered


class SignedTables(Numbered):
    """The tables of a person that everybody has signed: they let something be paid out."""

    def __init__(self, asker: Asker) -> None:
        accrued = select(Accrual.document_id).where(Accrual.person_id == asker.person_id)
        self.query = select(Document).where(Document.id.in_(accrued), Document.status.in_(IN_FORCE))


REGISTERS = {"signed_table": SignedTables}
