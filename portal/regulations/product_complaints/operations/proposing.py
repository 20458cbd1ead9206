"""§7.1: a complaint's sheet begins with what is known of the customer, so that it is taken down at once."""

from datetime import date

from portal.core.approval.hooks import on_proposed
from portal.core.forms.fields import Fields
from portal.domain.complaints.proposals import proposed
from portal.regulations.product_complaints.operations.each import each_of


@each_of(on_proposed, "intake")
def begin_with(person_id: int, today: date, of: str) -> Fields:
    """§7.1: the customer, who called, the product and order of an earlier complaint, or a visit's words."""
    return proposed(person_id, today, of).fields()
