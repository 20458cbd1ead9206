"""§7.1: a complaint's sheet begins with what is known of the customer, so that it is taken down at once."""

from datetime import date

from portal.core.approval.hooks import on_proposed
from portal.core.forms.fields import Fields
from portal.domain.complaints.proposals import proposed
from portal.extensions import db
from portal.regulations.product_complaints.models import ProductComplaint
from portal.regulations.product_complaints.operations.each import each_of

CELLS = {
    "customer": "customer", "caller": "caller", "about": "product", "known_by": "order",
    "channel": "channel", "what": "what",
}  # fmt: skip


@each_of(on_proposed, "intake")
def begin_with(person_id: int, today: date, of: str) -> Fields:
    """§7.1: the customer, who called, the product and order of an earlier complaint, or a visit's words; and
    whether he is abroad, as his last complaint says."""
    known = proposed(person_id, today, of)
    before = db.session.get(ProductComplaint, known.case_id) if known.case_id else None
    return [*known.fields(CELLS), *([("region", before.region)] if before else [])]
