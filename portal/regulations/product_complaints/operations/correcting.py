"""§7.3: a correction changes the register; the line and the correction both stay in the case's file."""

from portal.core.approval.hooks import Refused, on_submitted
from portal.core.documents.models import Document
from portal.core.instants import Moment
from portal.core.kinds import typed
from portal.domain.complaints.operations import correct
from portal.domain.complaints.queries import complaint_of, forms_of
from portal.regulations.product_complaints.facts import Correction
from portal.regulations.product_complaints.operations.each import case_of, each_of
from portal.regulations.product_complaints.operations.registered import note_otherwise
from portal.regulations.product_complaints.rules import late_refusals


@each_of(on_submitted, "correction")
def correct_the_register(document: Document, said: Correction, _moment: Moment) -> None:
    """§7.3: from now on the case takes the form for what it did."""
    case_id = case_of(document)
    accepted = complaint_of(case_id).accepted is not None
    if refusals := list(late_refusals(said, bool(forms_of(case_id)), accepted)):
        raise Refused(*refusals)
    correct(case_id, typed(said.product), said.order)
    note_otherwise(case_id, loss=said.loss, region=said.region)
