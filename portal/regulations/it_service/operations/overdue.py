"""Who hears that a limit of an incident is over."""

from portal.core.approval.hooks import on_escalated, on_late
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.domain.operations.limits import INTAKE
from portal.domain.operations.models import Incident
from portal.extensions import db
from portal.regulations.it_service.documents import intake
from portal.regulations.it_service.flows import DESK, LEAD
from portal.regulations.it_service.operations.people import holders


@on_late(intake)
def late(case: Document, clock: Clock) -> list[int]:
    """§8: its resolver; the desk while there is none."""
    resolver = db.session.get_one(Incident, case.id).resolver_id
    if resolver and clock.name != INTAKE:
        return [resolver]
    return [holding.person_id for holding in holders(DESK, case, today())]


@on_escalated(intake)
def next_above(case: Document, _clock: Clock) -> list[int]:
    """§8: the technical lead."""
    return [holding.person_id for holding in holders(LEAD, case, today())]
