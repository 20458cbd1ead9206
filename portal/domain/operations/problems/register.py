"""Problems: what is behind several incidents; only their papers say which incidents, and what is known."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import contains_eager

from portal.core.case import CLOSED
from portal.core.documents.models import Document
from portal.domain.operations.models import Incident, Problem
from portal.domain.operations.problems.standing import Standing
from portal.extensions import db, hold


class Opened(NamedTuple):
    """What is said of a problem when its case is opened."""

    regulation: str
    title: str
    symptom: str
    part: str
    thing: str
    opened: date


class Elsewhere(NamedTuple):
    """An incident that another problem has, and the number of that one."""

    case_id: int
    number: str


def open_problem(case: Document, told: Opened) -> None:
    """Enter a problem into the register."""
    db.session.add(Problem(case_id=case.id, workaround="", root_cause="", **told._asdict()))
    db.session.flush()


def settle(case_id: int, standing: Standing) -> None:
    """Let the register say what the papers say; an incident that another problem has stays there."""
    problem = hold(Problem, case_id=case_id)
    assert problem is not None  # noqa: S101 - made with its case
    problem.workaround, problem.root_cause = standing.workaround, standing.root_cause
    problem.change_id, problem.article_id = standing.change_id, standing.article_id
    mine = update(Incident).where(Incident.problem_id == case_id)
    db.session.execute(mine.where(Incident.case_id.not_in(standing.incidents)).values(problem_id=None))
    free = update(Incident).where(Incident.case_id.in_(standing.incidents), Incident.problem_id.is_(None))
    db.session.execute(free.values(problem_id=case_id))


def close_problem(case_id: int, day: date) -> None:
    """Note on which day it was closed."""
    db.session.get_one(Problem, case_id).closed = day


def elsewhere(incidents: Collection[int], case_id: int) -> list[Elsewhere]:
    """Those of some incidents, locked, that another problem has."""
    for each in sorted(incidents):
        hold(Incident, case_id=each)
    query = select(Incident.case_id, Document.number).join(Document, Document.id == Incident.problem_id)
    query = query.where(Incident.case_id.in_(incidents), Incident.problem_id != case_id)
    return [Elsewhere(*row) for row in db.session.execute(query.order_by(Incident.case_id))]


class Members(NamedTuple):
    """The incidents of a problem: the newest of them, how many there are, how many are open."""

    newest: list[Incident]
    all: int
    open: int


def members(case_id: int, most: int) -> Members:
    """The incidents that a problem has."""
    mine = select(Incident).join(Incident.document).where(Incident.problem_id == case_id)
    newest = mine.options(contains_eager(Incident.document)).order_by(Incident.case_id.desc()).limit(most)
    counts = mine.with_only_columns(func.count(), func.count().filter(Document.stage != CLOSED))
    return Members(list(db.session.scalars(newest)), *db.session.execute(counts).one())
