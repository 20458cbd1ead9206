"""What R01 puts on the home pages: today's visits, and journals to look at."""

from datetime import date
from functools import cache
from typing import Any

from flask import url_for
from sqlalchemy import Date, Integer, Select, bindparam, func, select

from portal.core.among import among
from portal.core.documents.models import Document
from portal.core.inspections.models import InspectedDocument
from portal.core.inspections.queries import below
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.domain.visits.queries import planned_visits
from portal.extensions import db
from portal.regulations.customer_maintenance.documents import journal, journal_counts

MOST, MOST_COUNTED = 10, 100


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
    values = {"person_id": onlooker.person_id, "day": onlooker.terms.day}
    waiting = db.session.scalars(journals_waiting(), values).one()
    number = f"{waiting}" if waiting < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
    told = f"{number} 份待检查" if waiting else "都检查过了"
    return [
        PanelRow(told, url_for("weeks.index"), urgent=waiting > 0),
        PanelRow(journal_counts.title, url_for("reports.show", code=journal_counts.slug)),
    ]


@cache
def journals_waiting() -> Select[int]:
    """SQL, written once: how many journals wait for `person_id` on a `day`, none further than is shown."""
    person_id: Any = bindparam("person_id", type_=Integer)
    query = select(Document.id)
    query = query.outerjoin(InspectedDocument, InspectedDocument.document_id == Document.id).where(
        Document.type == journal.code,
        Document.author_id != person_id,
        among(Document.unit_id, below(journal, person_id, bindparam("day", type_=Date))),
        InspectedDocument.document_id.is_(None),
    )
    return select(func.count()).select_from(query.limit(MOST_COUNTED).subquery())


def sheet(slug: str, about: date) -> str:
    """Where a sheet about a day is begun."""
    return url_for("sheets.new", code=slug, about=typed(about))


MANAGER, OFFICE = ("account_manager",), ("branch_office_manager",)
PANELS = (
    Panel("今天的巡访", MANAGER, visits_today),
    Panel("成功手册", OFFICE, to_inspect),
)
