"""§6: a plan is in force with its approval and takes the place of the one that it names; a drill is noted."""

from datetime import date

from portal.core.approval.copying import give
from portal.core.approval.hooks import on_approved, on_proposed, on_reported, on_voided
from portal.core.documents.models import Document
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.kinds import shown
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.core.web.posted import source_of
from portal.domain.operations.emergencies import (
    Prepared,
    plans_for,
    plans_in_force,
    practise,
    put_in_force,
    take_back,
)
from portal.domain.operations.models import EmergencyPlan
from portal.extensions import db
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import emergency_plan, emergency_plans, emergency_record
from portal.regulations.it_service.facts import EmergencyPlan as PlanSaid
from portal.regulations.it_service.facts import EmergencyRecord

SOURCE = "plan"
MOST = 200
IN_THE_TEAM = "你在这份预案的应急小组里"
NEVER = "还没有"


@on_approved(emergency_plan)
def enter_plan(document: Document, said: PlanSaid, moment: Moment) -> None:
    """§6: in force, and known to its team."""
    replaces = said.replaces.id if said.replaces else None
    put_in_force(document, Prepared(REGULATION.code, said.part, said.scenario, replaces), moment.day)
    give(document, {line.person.id for line in said.team}, None, IN_THE_TEAM, moment.at)


@on_voided(emergency_plan)
def undo_plan(document: Document, _said: PlanSaid, _moment: Moment) -> None:
    """§6: a void plan replaces nothing."""
    take_back(document)


@on_approved(emergency_record)
def note_drill(_document: Document, said: EmergencyRecord, _moment: Moment) -> None:
    """§6: the plan was practised, or needed."""
    practise(said.plan.id, said.day)


@on_proposed(emergency_record)
def begin_record(person_id: int, today: date, of: str) -> Fields:
    """§6: a record that is begun from a plan in force."""
    row = plan_of(person_id, today, of)
    return [("plan", row.document.number)] if row else []


@on_proposed(emergency_plan)
def begin_version(person_id: int, today: date, of: str) -> Fields:
    """§6: a plan that is begun from the one before."""
    row = plan_of(person_id, today, of)
    if row is None:
        return []
    return [("replaces", row.document.number), ("part", row.part), ("scenario", row.scenario)]


def plan_of(person_id: int, today: date, of: str) -> EmergencyPlan | None:
    """The plan that an address names, if it is in force and the person may see it."""
    word, plan_id = source_of(of)
    query = plans_for(person_id, today).where(EmergencyPlan.document_id == plan_id)
    row: EmergencyPlan | None = db.session.scalar(query) if word == SOURCE else None
    return row


@on_reported(emergency_plans)
def list_plans(asked: Asked) -> Reported:
    """§6: every plan in force, whoever wrote it, and when it was practised last."""
    query = plans_in_force().where(EmergencyPlan.regulation == REGULATION.code)
    rows = db.session.scalars(query.limit(MOST))
    lines = [
        (row.document.number, row.part, row.scenario, shown(row.approved), shown(row.drilled_on) or NEVER)
        for row in rows
    ]
    return Reported(lines, asked.until, ("今天生效的预案，各列最新的版本；演练和实际处置都算。",))
