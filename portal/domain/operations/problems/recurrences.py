"""Which incidents recurred lately and have no problem yet, and which open problems there are for them."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from portal.core.approval.visibility import may_see
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, Document
from portal.core.web.context import zone
from portal.domain.operations.models import Incident, Problem
from portal.domain.operations.problems.recurring import Happened, alike, groups, happened, like, recent
from portal.extensions import db

NEWEST, MOST_PROBLEMS = 300, 200
TOLD = (
    Document.number, Incident.symptom, Incident.thing, Incident.case_id, Incident.part, Incident.reported_at,
)  # fmt: skip


class Asked(NamedTuple):
    """Who asks today, about the incidents of which regulation, of the last how many days."""

    person_id: int
    today: date
    regulation: str
    days: int


class Seen(NamedTuple):
    """An incident of the last days: its number, what was reported, and how it is compared."""

    number: str
    symptom: str
    thing: str
    compared: Happened


def lately(asked: Asked, part: str = "") -> list[Seen]:
    """The newest incidents of the last days that somebody may see and that have no problem, perhaps those of
    one part."""
    first = datetime.combine(asked.today - timedelta(days=asked.days), time(), zone())
    query = select(*TOLD).join(Incident.document).where(Incident.regulation == asked.regulation)
    query = query.where(Incident.reported_at >= first, Incident.problem_id.is_(None))
    query = query.where(Incident.part == part if part else Incident.part != "")
    query = query.where(may_see(asked.person_id, asked.today))
    rows = db.session.execute(query.order_by(Incident.case_id.desc()).limit(NEWEST))
    found = (seen(*row) for row in rows)
    return [each for each in found if recent(each.compared.day, asked.today, asked.days)]


def seen(number: str, symptom: str, thing: str, case_id: int, part: str, at: datetime) -> Seen:
    """An incident as it is compared."""
    return Seen(number, symptom, thing, happened(case_id, part, symptom, thing, day_of(at)))


def day_of(at: datetime) -> date:
    """The company's day."""
    return at.astimezone(zone()).date()


def recurred(asked: Asked, least: int) -> list[list[Seen]]:
    """The groups of so many or more like ones."""
    known = {each.compared.case_id: each for each in lately(asked)}
    found = groups([each.compared for each in known.values()], least)
    return [[known[each.case_id] for each in group] for group in found]


def like_of(asked: Asked, one: Happened) -> list[Seen]:
    """The others that are of a kind with one."""
    known = {each.compared.case_id: each for each in lately(asked, one.part)} if one.part else {}
    return [known[each.case_id] for each in like(one, (each.compared for each in known.values()))]


def open_problems() -> Select[Any]:
    """SQL: the problems that are not closed, the newest first."""
    query = select(Problem).join(Problem.document).options(contains_eager(Problem.document))
    query = query.where(Document.stage != CLOSED, Document.status.in_(IN_FORCE))
    return query.order_by(Problem.case_id.desc())


def problems_like(one: Happened, regulation: str) -> list[Problem]:
    """The open problems that an incident looks like one of."""
    query = open_problems().where(Problem.regulation == regulation, Problem.part == one.part)
    rows = db.session.scalars(query.limit(MOST_PROBLEMS)) if one.part else ()
    return [row for row in rows if alike(one, compared(row))]


def compared_incident(row: Incident) -> Happened:
    """An incident as it is compared with others."""
    return happened(row.case_id, row.part, row.symptom, row.thing, day_of(row.reported_at))


def compared(problem: Problem) -> Happened:
    """A problem as it is compared with incidents."""
    return happened(problem.case_id, problem.part, problem.symptom, problem.thing, problem.opened)
