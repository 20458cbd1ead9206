"""Page: the visitor's open cases by the days that are left."""

from flask import render_template

from portal.core.auth.allow import allow
from portal.core.auth.visitor import visitor
from portal.core.cases.by_due import place_of
from portal.core.documents.models import Document
from portal.core.org.roles import titles_of
from portal.core.web.context import catalogue, today, zone
from portal.core.web.posted import asked
from portal.domain.complaints.views.blueprint import blueprint
from portal.domain.complaints.workload import Mine, calls, kept_forms, my_cases, waiting

MINE = "registered"


@blueprint.get("/complaints/mine")
@allow("work")
def mine() -> str:
    """Those he took down and those whose register he keeps, or only the first."""
    only = asked("which") == MINE
    kept = kept_forms({post.role for post in visitor().posts})
    rows, more = my_cases(visitor().person_id, [] if only else kept, place_of(asked("after")[:60]))
    turns = waiting([row.complaint.case_id for row in rows])
    told = {"rows": rows, "more": more.told() if more else "", "turns": turns, "only": only, "keeps": kept}
    told |= {"calls": calls(visitor().person_id, [] if only else kept), "today": today()}
    told |= {"many": len({row.complaint.regulation for row in rows}) > 1}
    ways = {"left": left, "stage": stage, "moved_on_by": moved_on_by, "regulation": regulation}
    return render_template("domain/complaints/mine.html", **told, **ways)


def left(row: Mine) -> str:
    """The days that are left, in words."""
    days = row.days_left(today(), zone())
    if days is None:
        return "没有在走的期限"
    if days < 0:
        return f"超 {-days} 天"
    return f"还剩 {days} 天" if days else "今天到期"


def regulation(document: Document) -> str:
    """By which regulation a case goes."""
    return catalogue().chapter_of(document.type).regulation.title


def stage(document: Document) -> str:
    """The stage as people read it."""
    case = catalogue().type(document.type).case
    return case.label(document.stage or "") if case else ""


def moved_on_by(document: Document) -> str:
    """Who moves a case on of which no paper is on its way."""
    case = catalogue().type(document.type).case
    standing = case.stage(document.stage or "") if case else None
    return titles_of(standing.by) if standing else ""
