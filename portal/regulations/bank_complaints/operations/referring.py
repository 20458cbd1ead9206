"""§5(五): what is for the discipline office goes there alone."""

from portal.core.approval.hooks import on_submitted
from portal.core.cases.operations import carry
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.domain.complaints.following import drop_callback
from portal.regulations.bank_complaints.documents import referral
from portal.regulations.bank_complaints.facts import Referral
from portal.regulations.bank_complaints.operations.file import case_of


@on_submitted(referral)
def hand_over(document: Document, _said: Referral, moment: Moment) -> None:
    """§5(五): its handling here is over, nobody is called back; the office has rules of its own."""
    drop_callback(case_of(document))
    carry(case_of(document), "follow_up", document.author_id, "移送纪检监察室", moment)
