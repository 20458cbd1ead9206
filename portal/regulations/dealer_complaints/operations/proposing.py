"""§4(一)1: a record begins with what is known, so that it is taken down at once."""

from datetime import date

from portal.core.approval.hooks import on_begun, on_proposed
from portal.core.forms.fields import Fields
from portal.core.web.context import now, zone
from portal.domain.complaints.cars import is_plate
from portal.domain.complaints.proposals import CALLED, proposed
from portal.regulations.dealer_complaints.documents import record

CELLS = {"customer": "customer", "phone": "phone", "what": "what"}
ABOUT_A_CAR = {"about": "model", "known_by": "plate"}


@on_begun(record)
def begin(_person_id: int, _period: date) -> Fields:
    """It is taken down now."""
    return [("at", f"{now().astimezone(zone()):%H:%M}")]


@on_proposed(record)
def begin_with(person_id: int, today: date, of: str) -> Fields:
    """The customer, who called from where, and the car of an earlier complaint."""
    known = proposed(person_id, today, of)
    cells = CELLS | (ABOUT_A_CAR if is_plate(known.known_by) else {})
    called = [("channel", CALLED)] if known.channel == CALLED else []
    named = known.caller or known.name
    return [*known.fields(cells), *called, *([("complainant", named)] if named else [])]
