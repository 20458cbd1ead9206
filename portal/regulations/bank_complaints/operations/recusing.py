"""§附2: the employee complained of and his counter team keep away from what is about him."""

from portal.core.approval.hooks import on_recused
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.extensions import db
from portal.regulations.bank_complaints.documents import prolonging, record, report, transfer
from portal.regulations.bank_complaints.operations.file import case_of, record_of
from portal.regulations.bank_complaints.operations.people import kept_away


@on_recused(record)
def whom_the_case_concerns(document: Document) -> set[int]:
    """§附2: nobody moves on, closes or opens again what concerns himself or his team; what was destroyed
    concerns nobody any more."""
    return set() if document.destroyed_by else kept_away(record_of(document.id), today())


@on_recused(transfer)
@on_recused(report)
@on_recused(prolonging)
def whom_it_concerns(document: Document) -> set[int]:
    """§附2: nobody receives, signs or prolongs what concerns himself or his team."""
    return whom_the_case_concerns(db.session.get_one(Document, case_of(document)))
