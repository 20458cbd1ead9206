"""What stands beside an incident's case of the problem behind it, beside a problem's, and what recurred."""

from datetime import date, datetime

from flask import url_for
from sqlalchemy import func, select

from portal.core.approval.visibility import may_see, seen_by
from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED
from portal.core.desk.moment import terms
from portal.core.documents.case_models import CaseEvent
from portal.core.documents.models import Document
from portal.core.web.context import today
from portal.core.web.panels import Onlooker, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.knowledge.articles import newest_that_holds, readable
from portal.domain.operations.models import Article, Incident, Problem
from portal.domain.operations.problems.recurrences import (
    compared_incident,
    day_of,
    like_of,
    open_problems,
    problems_like,
    recurred,
)
from portal.domain.operations.problems.register import members
from portal.extensions import db
from portal.regulations.it_service import REGULATION
from portal.regulations.it_service.documents import addition, article, problem
from portal.regulations.it_service.flows import LEAD
from portal.regulations.it_service.operations.proposing import PROBLEM, SOURCE, asked_by, named
from portal.regulations.it_service.parameters import LOOKED_AT, SEVERAL
from portal.regulations.it_service.rules.problems import is_silent

SHOWN, LISTED, WEEK = 5, 10, 7


def behind(incident: Incident) -> list[PanelRow]:
    """§4.4.5: the problem behind an incident, or what is like it, for those who open problems."""
    if incident.problem_id:
        return problem_of(incident.problem_id)
    return alike_rows(incident) if finds() else []


def finds() -> bool:
    """Whether the visitor is one who opens problems."""
    return visitor().post_for(problem.authors) is not None


def problem_of(problem_id: int) -> list[PanelRow]:
    """§4.4.5: the problem behind an incident, and what helps until it is solved."""
    row = db.session.get_one(Problem, problem_id)
    case = seen_by(visitor().person_id, problem_id, today())
    here = url_for("cases.show", document_id=problem_id) if case else ""
    stage = problem.case.label(row.document.stage or "") if problem.case else ""
    rows = [PanelRow(f"问题 {row.document.number}：{row.title}（{stage}）", here)]
    helps = row.workaround and row.document.stage != CLOSED
    return [*rows, PanelRow(f"临时办法：{row.workaround}")] if helps else rows


def alike_rows(row: Incident) -> list[PanelRow]:
    """§8(2): how many are like it lately; the problem that it belongs to, or asks for."""
    asked, one = asked_by(visitor().person_id, terms()), compared_incident(row)
    of = f"{SOURCE}-{row.case_id}"
    rows = [
        PanelRow(
            f"像是问题 {each.document.number}：{each.title}，关联上去",
            url_for("sheets.new", code=addition.slug, case=each.case_id, of=of),
        )
        for each in problems_like(one, REGULATION.code)[:SHOWN]
    ]
    if others := like_of(asked, one):
        here = url_for("sheets.new", code=problem.slug, of=of)
        asks = "，建议立问题单" if len(others) + 1 >= terms().value(SEVERAL) else "，立问题单"
        told = f"近{asked.days}天同类事件另有 {len(others)} 件（{named(others)}）"
        rows.append(PanelRow(told if rows else told + asks, "" if rows else here))
    return rows


def beside_problem(document: Document) -> RecordPanel:
    """§4.4.5: what is known of a problem, and its incidents."""
    row = db.session.get_one(Problem, document.id)
    said = {"根本原因": row.root_cause, "临时办法": row.workaround}
    known = [PanelRow(f"{what}：{words}") for what, words in said.items() if words]
    return RecordPanel("问题", [*known, *article_of(row), *incidents_of(row.case_id)])


def article_of(row: Problem) -> list[PanelRow]:
    """§4.4.8: where what was learnt is written down, or is to be as soon as the cause is known."""
    if row.article_id:
        return [named_row(db.session.get_one(Article, row.article_id))]
    if not row.root_cause or visitor().post_for(article.authors) is None:
        return []
    of = f"{PROBLEM}-{row.case_id}"
    return [PanelRow("写知识条目", url_for("sheets.new", code=article.slug, of=of))]


def named_row(named: Article) -> PanelRow:
    """The article, in the version that holds, whoever may read that."""
    newest = newest_that_holds(named.document_id, today()) or named
    mine = readable(visitor().person_id, today()).where(Article.document_id == newest.document_id)
    here = url_for("operations.article", document_id=newest.document_id) if db.session.scalar(mine) else ""
    return PanelRow(f"知识条目：{newest.title} {newest.document.number}", here)


def incidents_of(case_id: int) -> list[PanelRow]:
    """The incidents of a problem, how many are open; each leads to its case whoever may see it."""
    found = members(case_id, LISTED)
    if not found.all:
        return [PanelRow("还没有关联的事件")]
    ids = select(Document.id).where(Document.id.in_([row.case_id for row in found.newest]))
    seen = set(db.session.scalars(ids.where(may_see(visitor().person_id, today()))))
    rows = [
        PanelRow(
            f"{row.document.number} {row.symptom}（{'已结' if row.document.stage == CLOSED else '没有结'}）",
            url_for("cases.show", document_id=row.case_id) if row.case_id in seen else "",
        )
        for row in found.newest
    ]
    more = [PanelRow(f"另有 {found.all - LISTED} 件")] if found.all > LISTED else []
    return [PanelRow(f"关联事件 {found.all} 件，其中没有结的 {found.open} 件"), *rows, *more]


def at_home(onlooker: Onlooker) -> list[PanelRow]:
    """§8(2): what recurred and has no problem yet; for the lead, how the open problems stand."""
    standing = problems_now(onlooker) if onlooker.role in LEAD else []
    return [*standing, *proposals(onlooker)]


def proposals(onlooker: Onlooker) -> list[PanelRow]:
    """§8(2): the groups of like incidents that ask for a problem."""
    asked = asked_by(onlooker.person_id, onlooker.terms)
    return [
        PanelRow(
            f"近{asked.days}天同类事件 {len(group)} 件：{group[0].symptom[:30]}，建议立问题单",
            url_for("sheets.new", code=problem.slug, of=f"{SOURCE}-{group[0].compared.case_id}"),
        )
        for group in recurred(asked, onlooker.terms.value(SEVERAL))[:SHOWN]
    ]


def problems_now(onlooker: Onlooker) -> list[PanelRow]:
    """§8(2): how many problems are open, and those that nobody looked at for so long, the longest first."""
    days, day = onlooker.terms.value(LOOKED_AT), onlooker.terms.day
    rows = open_with_last_entry(onlooker)
    silent = [(row, at) for row, at in rows if is_silent(day_of(at), day, days)]
    board = url_for("case_boards.show", code=problem.slug)
    told = [PanelRow(f"没有结的问题 {len(rows)} 个", board)] if rows else []
    return [silent_row(row, day_of(at), day) for row, at in silent[:SHOWN]] + told


def silent_row(row: Problem, last: date, day: date) -> PanelRow:
    """A problem that waits to be looked at."""
    length = "一周" if (day - last).days == WEEK else f"{(day - last).days} 天"
    here = url_for("cases.show", document_id=row.case_id)
    return PanelRow(f"问题 {row.document.number} {row.title}：{length}没有进展", here, urgent=True)


def open_with_last_entry(onlooker: Onlooker) -> list[tuple[Problem, datetime]]:
    """The open problems that somebody may see with the instant of their newest entry, the oldest first."""
    last = select(func.max(CaseEvent.at)).where(CaseEvent.case_id == Problem.case_id).scalar_subquery()
    query = open_problems().where(may_see(onlooker.person_id, onlooker.terms.day))
    rows = db.session.execute(query.add_columns(last).order_by(None).order_by(last, Problem.case_id))
    return [(row, at) for row, at in rows]
