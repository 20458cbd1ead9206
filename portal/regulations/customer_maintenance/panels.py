"""What R01 puts on the home pages: today's visits, and journals to look at."""

from datetime import date

from flask import url_for
from sqlalchemy import func, select

from portal.core.documents.models import Document
from portal.core.inspections.models import InspectedDocument
from portal.core.inspections.queries import below
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.visits.queries import planned_visits
from portal.extensions import db
from portal.regulations.customer_maintenance.documents import journal, journal_counts

MOST = 10


def visits_today(onlooker: Onlooker) -> list[PanelRow]:
    """§1(3): what the approved plan has for today."""
    today = onlooker.terms.day
    planned = planned_visits(onlooker.person_id, today, today)[:MOST]
    rows = [PanelRow(f"{visit.customer.name}：{visit.goal}") for visit in planned]
    return [
        *(rows or [PanelRow("今天没有计划的巡访")]),
        PanelRow("写今天的成功手册", sheet(journal.slug, today)),
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


def sheet(slug: str, about: date) -> str:
    """Where a sheet about a day is begun."""
    return url_for("sheets.new", code=slug, about=typed(about))


MANAGER, OFFICE = ("account_manager",), ("branch_office_manager",)
PANELS = (
    Panel("今天的巡访", MANAGER, visits_today),
    Panel("成功手册", OFFICE, to_inspect),
)
