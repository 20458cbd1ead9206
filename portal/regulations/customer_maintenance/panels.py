"""What R01 puts on the home pages: today's visits, what is not yet written down or sent, what to look at."""

from datetime import date, timedelta

from flask import url_for
from sqlalchemy import func, select

from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.inspections.models import InspectedDocument
from portal.core.inspections.queries import below
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.week import Week
from portal.domain.visits.queries import planned_visits
from portal.extensions import db
from portal.regulations.customer_maintenance.documents import journal, journal_counts, visit_plan
from portal.regulations.customer_maintenance.rules import plan_due

SOON, MOST = 7, 10


def visits_today(onlooker: Onlooker) -> list[PanelRow]:
    """§1(3): what the approved plan has for today."""
    today = onlooker.terms.day
    planned = planned_visits(onlooker.person_id, today, today)[:MOST]
    rows = [PanelRow(f"{visit.customer.name}：{visit.goal}") for visit in planned]
    return [
        *(rows or [PanelRow("今天没有计划的巡访")]),
        PanelRow("写今天的成功手册", sheet(journal.slug, today)),
    ]


def not_written(onlooker: Onlooker) -> list[PanelRow]:
    """§1(4): working days of this week and the last without a journal; today still has time."""
    today = onlooker.terms.day
    since = Week.of(today).before().monday
    told = select(Document.period).filter_by(type=journal.code, author_id=onlooker.person_id)
    written = set(db.session.scalars(told.where(Document.period >= since)))
    days = [since + timedelta(days=n) for n in range((today - since).days)]
    missing = [day for day in days if onlooker.terms.calendar.day(day).works and day not in written]
    return [PanelRow(f"{day.month}月{day.day}日", sheet(journal.slug, day), urgent=True) for day in missing]


def next_plan(onlooker: Onlooker) -> list[PanelRow]:
    """§1(2): the plan of the coming month, from a week before it is due."""
    today = onlooker.terms.day
    month = Month(today.year, today.month).after()
    due = plan_due(onlooker.terms, month)
    sent = select(Document.id).filter_by(type=visit_plan.code, author_id=onlooker.person_id)
    if (due.day - today).days > SOON or db.session.scalar(sent.filter_by(period=month.first()).limit(1)):
        return []
    return [
        PanelRow(
            f"{month}的计划还没有提交，应于 {due.text()} 前",
            sheet(visit_plan.slug, month),
            urgent=True,
        )
    ]


def to_inspect(onlooker: Onlooker) -> list[PanelRow]:
    """§1(4): journals that wait for the office manager."""
    query = select(func.count()).select_from(Document)
    query = query.outerjoin(InspectedDocument, InspectedDocument.document_id == Document.id).where(
        Document.type == journal.code,
        Document.author_id != onlooker.person_id,
        Document.unit_id.in_(below(journal, onlooker.person_id, onlooker.terms.day)),
        InspectedDocument.document_id.is_(None),
    )
    waiting = db.session.scalars(query).one()
    return [
        PanelRow(
            f"{waiting} 份待检查" if waiting else "都检查过了", url_for("weeks.index"), urgent=waiting > 0
        ),
        PanelRow(journal_counts.title, url_for("reports.show", code=journal_counts.slug)),
    ]


def sheet(slug: str, about: date | Month) -> str:
    """Where a sheet about a day or month is begun."""
    return url_for("sheets.new", code=slug, about=typed(about))


MANAGER, OFFICE = ("account_manager",), ("branch_office_manager",)
PANELS = (
    Panel("今天的巡访", MANAGER, visits_today),
    Panel("还没写的成功手册", MANAGER, not_written),
    Panel("下月计划", MANAGER, next_plan),
    Panel("成功手册", OFFICE, to_inspect),
)
