"""What the customer-relations manager and the general manager find on their homes, major cases first; what
stands beside a case."""

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from portal.core.auth.visitor import visitor
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, Document
from portal.core.money import Amount
from portal.core.web.context import now
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.complaints.cars import masked
from portal.domain.complaints.models import Complaint
from portal.domain.complaints.register import standing
from portal.extensions import db
from portal.regulations.dealer_complaints import REGULATION
from portal.regulations.dealer_complaints.documents import liability, record, register
from portal.regulations.dealer_complaints.facts.words import MAJOR
from portal.regulations.dealer_complaints.flows import CASE, MANAGER
from portal.regulations.dealer_complaints.operations.limits import INFORM
from portal.regulations.dealer_complaints.operations.timeliness import lateness

MOST_MAJOR = 5


def open_cases(onlooker: Onlooker) -> list[PanelRow]:
    """§4(二)2, §8: the open major cases one by one, then how all stand by the day to tell the customer."""
    return [*map(major_row, major_cases()), *totals(onlooker)]


def major_cases() -> list[Complaint]:
    """The newest open major cases."""
    query = select(Complaint).join(Complaint.document).options(contains_eager(Complaint.document))
    query = query.where(Complaint.regulation == REGULATION.code, Complaint.decision == MAJOR)
    query = query.where(Document.stage != CLOSED, Document.status.in_(IN_FORCE))
    return list(db.session.scalars(query.order_by(Complaint.case_id.desc()).limit(MOST_MAJOR)))


def major_row(complaint: Complaint) -> PanelRow:
    """A major case."""
    case = complaint.document
    who = f"{case.number} {complaint.complainant}（{masked(complaint.known_by)}）"
    return PanelRow(
        f"重大：{who}，{CASE.label(case.stage or '')}",
        url_for("cases.show", document_id=case.id),
        urgent=True,
    )


def totals(onlooker: Onlooker) -> list[PanelRow]:
    """All open cases, and how many customers were to be told."""
    stages = [stage.name for stage in CASE.stages]
    found = standing([record.code], stages, INFORM, onlooker.terms.day).get(REGULATION.code)
    if found is None:
        return []
    told = [f"{found.late} 件告知逾期" if found.late else "没有告知逾期"]
    told += [f"{found.today} 件今天要告知" if found.today else ""]
    words = f"未结 {found.open} 件，{'，'.join(filter(None, told))}"
    return [PanelRow(words, url_for("reports.show", code=register.slug), urgent=found.late > 0)]


def beside_case(document: Document) -> RecordPanel:
    """What the register says of a complaint now, and whether its handler was late."""
    if document.type != record.code:
        return RecordPanel("", [])
    row = db.session.get_one(Complaint, document.id)
    told = {"性质": row.decision, "类别": row.category, "责任部门": row.liable, "告知客户": row.answered}
    rows = [PanelRow(f"{what}：{said}") for what, said in told.items() if said]
    return RecordPanel("现在的登记", [*rows, *late_rows(document.id), *loss_rows(row)])


def late_rows(case_id: int) -> list[PanelRow]:
    """§6.2: whoever proposed late, and by how many days: that is a liability."""
    return [
        PanelRow(
            f"受理责任人{handler.label}：解决办法迟提 {days} 天（处理延误）", answering("late", case_id),
            urgent=True,
        )
        for handler, days in lateness(case_id, now()).items()
    ]  # fmt: skip


def loss_rows(row: Complaint) -> list[PanelRow]:
    """§6.1: what the company bears; for whoever may fill the paper of who answers for it."""
    if not row.settled_fen:
        return []
    borne = PanelRow(f"公司承担：{Amount(row.settled_fen)}")
    if not visitor().post_for(MANAGER):
        return [borne]
    ways = {"loss": "填具体责任者的责任处罚单", "head": "填部门主管的责任处罚单"}
    return [borne, *(PanelRow(words, answering(way, row.case_id)) for way, words in ways.items())]


def answering(way: str, case_id: int) -> str:
    """Where the paper of who answers is begun; nowhere for whoever may not fill it."""
    if not visitor().post_for(MANAGER):
        return ""
    return url_for("sheets.new", code=liability.slug, case=case_id, of=f"{way}-{case_id}")


RECORD_PANELS = {"case": beside_case}
PANELS = (Panel("客户投诉", (*MANAGER, "general_manager"), open_cases),)
