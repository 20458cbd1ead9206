"""When a solution was proposed and approved, as the steps of its form say."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.core.approval.models import Decision, RouteStep
from portal.core.clocks.models import Clock
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.web.context import zone
from portal.domain.complaints.models import ComplaintForm
from portal.extensions import db
from portal.regulations.dealer_complaints.operations.cases import handled_by
from portal.regulations.dealer_complaints.rules.liability import days_late

PROPOSES, APPROVES = "提出解决办法", "批准解决办法"


def approved_at(form_id: int) -> datetime | None:
    """When the general manager approved last what a form proposes."""
    mine = select(Decision).filter_by(document_id=form_id, kind="approve").where(~Decision.taken_back)
    found = db.session.scalars(mine.options(joinedload(Decision.step).joinedload(RouteStep.flow)))
    return max((each.at for each in found if each.step.declared.name == APPROVES), default=None)


def late_days(case_id: int, person_id: int, at: datetime) -> int:
    """§6.2: by how many days a handler proposed the solution of a case late, or is late until now."""
    known = {handler.id: days for handler, days in lateness(case_id, at).items()}
    return known.get(person_id, 0)


def lateness(case_id: int, at: datetime) -> dict[Ref, int]:
    """§6.2: the handlers of a case who were late, or are until now, and by how many days at worst."""
    query = select(ComplaintForm, Clock.due_at, Clock.stopped_at).join(ComplaintForm.document)
    query = query.join(Clock, Clock.document_id == Document.id).where(ComplaintForm.case_id == case_id)
    rows = db.session.execute(query.where(Clock.name == PROPOSES)).all()
    late = [(form, days_late(due, done or at, zone())) for form, due, done in rows]
    found: dict[Ref, int] = {}
    for form, days in late:
        if days:
            handler = handled_by(form).handler
            found[handler] = max(days, found.get(handler, 0))
    return found
