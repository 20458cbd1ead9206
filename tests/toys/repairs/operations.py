"""What only the register knows: nothing is closed unrepaired, and what is counted."""

from collections.abc import Iterator

from portal.regulations.repairs.documents import REPORTS, repair
from sqlalchemy import func, select

from portal.core.approval.hooks import on_reported, on_unfinished
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.report import Reported
from portal.core.reports.asking import Asked
from portal.extensions import db


@on_unfinished(repair)
def require_work(document: Document) -> Iterator[Refusal]:
    """§2: a repair ends with work that was approved, unless it was never begun."""
    done = select(Document.id).filter_by(case_id=document.id, type="F98-2", status="approved")
    if document.stage == "repair" and not db.session.scalar(done.limit(1)):
        yield Refusal((), "还没有验收的维修记录", "§2")


@on_reported(REPORTS[0])
def count_repairs(asked: Asked) -> Reported:
    """§4: repairs by what was sent."""
    query = select(Document.title, func.count()).where(
        Document.type == repair.code,
        Document.period.between(asked.first, asked.until),
        Document.unit_id.in_(asked.audience.units),
    )
    rows = db.session.execute(query.group_by(Document.title).order_by(Document.title))
    return Reported([(title, count) for title, count in rows], asked.until)
