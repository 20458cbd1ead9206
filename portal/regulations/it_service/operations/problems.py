"""§4.4.5: a problem has the incidents that its papers name, learns from its report, closes when solved."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import or_, select

from portal.core.approval.hooks import (
    Refused,
    facts_of,
    on_approved,
    on_closing,
    on_submitted,
    on_unfinished,
    on_voided,
)
from portal.core.case import CLOSED, REOPENED
from portal.core.cases.operations import carry
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Facts, Refusal
from portal.core.instants import Moment
from portal.core.web.context import today
from portal.domain.operations.changes.register import STATES, state_of
from portal.domain.operations.knowledge.articles import newest_that_holds
from portal.domain.operations.models import Change, Problem
from portal.domain.operations.problems.register import (
    Opened,
    close_problem,
    elsewhere,
    members,
    open_problem,
    settle,
)
from portal.extensions import db, hold
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import addition, problem, solution
from portal.regulations.it_service.facts import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.words import FOUND, LINKED
from portal.regulations.it_service.flows import KNOWN
from portal.regulations.it_service.rules.problems import Found, link_refusals, standing_of, unsolved

PAPERS = (problem.code, addition.code, solution.code)


@on_submitted(problem)
def open_case(document: Document, said: ProblemRecord, _moment: Moment) -> None:
    """§4.4.5: registered with its incidents, of which no other problem has any."""
    refuse_taken({line.incident.id: n for n, line in enumerate(said.incidents)}, document.id)
    told = (said.title, said.symptom, said.part, said.thing, said.day)
    open_problem(document, Opened(REGULATION.code, *told))
    settle(document.id, standing_of([said]))


@on_submitted(addition)
def add(document: Document, said: Addition, _moment: Moment) -> None:
    """§4.4.5: more incidents, or fewer; a workaround."""
    case_id = document.case_id or 0
    before = papers_of(case_id, document.id)
    if found := [*link_refusals(said, standing_of(before).incidents)]:
        raise Refused(*found)
    linked = {line.incident.id: n for n, line in enumerate(said.incidents) if line.link == LINKED}
    refuse_taken(linked, case_id)
    settle(case_id, standing_of([*before, said]))


@on_approved(solution)
def learn(document: Document, said: Solution, moment: Moment) -> None:
    """§4.4.5: the root cause is known, and what helps until it is solved."""
    case_id = document.case_id or 0
    settle(case_id, standing_of([*papers_of(case_id, document.id), said]))
    if said.conclusion == FOUND:
        carry(case_id, KNOWN, document.author_id, f"报告已批准，根本原因：{said.root}", moment)


@on_voided(addition)
@on_voided(solution)
def forget(document: Document, _said: Facts, _moment: Moment) -> None:
    """§4.4.5: what a void paper said is not said; an incident that it linked is free again."""
    case_id = document.case_id or 0
    if db.session.get_one(Document, case_id).stage == CLOSED:
        raise Refused(Refusal((), "问题已经结案；要作废，先由技术主管重新打开", "§4.4.5"))
    settle(case_id, standing_of(papers_of(case_id, document.id)))


def papers_of(case_id: int, without: int) -> list[Facts]:
    """What the papers of a problem in force say, but for one, the oldest first; its case is held, so that two
    at once count each other."""
    hold(Document, id=case_id)
    query = select(Document).where(or_(Document.id == case_id, Document.case_id == case_id))
    query = query.where(Document.type.in_(PAPERS), Document.status.in_(IN_FORCE), Document.id != without)
    return [facts_of(each) for each in db.session.scalars(query.order_by(Document.finished_at, Document.id))]


def refuse_taken(lines: dict[int, int], case_id: int) -> None:
    """§4.4.5: an incident has one problem; `lines` says in which line each stands."""
    taken = (
        Refusal(("incidents", lines[each.case_id], "incident"), f"已经归入问题 {each.number}", "§4.4.5")
        for each in elsewhere(lines.keys(), case_id)
    )
    if found := [*taken]:
        raise Refused(*found)


@on_unfinished(problem)
def missing_of(case: Document) -> Iterator[Refusal]:
    """§8(2): what still keeps a problem open."""
    again = reopened_at(case.id)
    query = select(Document.id).filter_by(case_id=case.id, type=solution.code)
    query = query.where(Document.status.in_(IN_FORCE))
    if again:
        query = query.where(Document.finished_at > again)
    reported = db.session.scalar(query.limit(1)) is not None
    row = db.session.get_one(Problem, case.id)
    named, none = row.article_id is not None, reported and not row.root_cause
    holds = row.article_id is not None and newest_that_holds(row.article_id, today()) is not None
    has = members(case.id, 1).all if none else 0
    yield from unsolved(Found(reported, again is not None, change_left(row), named, holds, none, has))


def reopened_at(case_id: int) -> datetime | None:
    """When a case was opened again last."""
    query = select(CaseEvent.at).filter_by(case_id=case_id, kind=REOPENED)
    return db.session.scalar(query.order_by(CaseEvent.position.desc()).limit(1))


def change_left(row: Problem) -> str:
    """The change that is to solve a problem, and how far it is, where it is not done."""
    change = db.session.get(Change, row.change_id) if row.change_id else None
    if change is None or change.document.status in IN_FORCE:
        return ""
    return f"{change.document.number} {STATES[state_of(change)]}"


@on_closing(problem)
def note_the_day(document: Document, _said: ProblemRecord, moment: Moment) -> None:
    """§4.4.5: the register says when it was closed."""
    close_problem(document.id, moment.day)
