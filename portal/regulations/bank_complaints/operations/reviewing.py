"""§附5: a quarter's report begins with how many complaints came in."""

from datetime import date

from sqlalchemy import func, select

from portal.core.approval.hooks import on_begun
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Month
from portal.core.forms.fields import Fields
from portal.core.period import period_of
from portal.domain.complaints.models import Complaint
from portal.extensions import db
from portal.regulations.bank_complaints import REGULATION
from portal.regulations.bank_complaints.documents import roots


@on_begun(roots)
def begin_with(_person_id: int, day: date | Month) -> Fields:
    """§附5: those of the whole bank, but for what only the discipline office sees."""
    quarter = period_of("quarter", day if isinstance(day, date) else day.first())
    query = select(func.count()).select_from(Complaint).join(Complaint.document)
    query = query.where(Complaint.regulation == REGULATION.code, Document.status.in_(IN_FORCE))
    query = query.where(Document.compartment.is_(None))
    number = db.session.scalar(query.where(Complaint.received.between(quarter.first, quarter.last)))
    return [("total", str(number))]
