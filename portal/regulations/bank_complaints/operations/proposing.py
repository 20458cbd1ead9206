"""§4: a record begins with what is known of whoever calls, so that it is taken down at once."""

from datetime import date

from portal.core.approval.hooks import on_proposed
from portal.core.forms.fields import Fields
from portal.domain.complaints.proposals import proposed
from portal.regulations.bank_complaints.documents import record

CELLS = {"customer": "customer", "name": "name", "phone": "phone", "about": "business", "what": "what"}


@on_proposed(record)
def begin_with(person_id: int, today: date, of: str) -> Fields:
    """§4, §附3: who complains is not asked again."""
    return proposed(person_id, today, of).fields(CELLS)
