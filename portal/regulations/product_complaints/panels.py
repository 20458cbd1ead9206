"""What the group that keeps the register finds on its home: whose limit is over, the month's statistics; and
what stands beside a case."""

from flask import url_for
from sqlalchemy import select

from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.kinds import typed
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.complaints.models import Complaint
from portal.domain.complaints.register import Standing, standing
from portal.extensions import db
from portal.regulations.product_complaints import REGULATIONS
from portal.regulations.product_complaints.documents import OF
from portal.regulations.product_complaints.documents.beside import REGISTERS, STATISTICS
from portal.regulations.product_complaints.flows import CASE, GROUP
from portal.regulations.product_complaints.models import ProductComplaint
from portal.regulations.product_complaints.operations.limits import CLOSING
from portal.regulations.product_complaints.parameters import OF as PARAMETERS_OF

TITLES = {regulation.code: regulation.title for regulation in REGULATIONS}


def limits(onlooker: Onlooker) -> list[PanelRow]:
    """§14, §10: how the open cases of each policy stand; in the first days of a month, its statistics."""
    codes, stages = [forms.intake.code for forms in OF.values()], [stage.name for stage in CASE.stages]
    found = standing(codes, stages, CLOSING, onlooker.terms.day)
    rows = [row_of(code, found[code]) for code in REGISTERS if code in found]
    return [*rows, *(row for code in STATISTICS for row in to_send(code, onlooker))]


def row_of(code: str, stands: Standing) -> PanelRow:
    """The open cases of a policy."""
    told = [f"{stands.late} 件逾期" if stands.late else "没有逾期"]
    told += [f"{stands.today} 件今天到期"] if stands.today else []
    words = f"{TITLES[code]}：未结 {stands.open} 件，{'，'.join(told)}"
    return PanelRow(words, url_for("reports.show", code=REGISTERS[code].slug), urgent=stands.late > 0)


def to_send(code: str, onlooker: Onlooker) -> list[PanelRow]:
    """§10: last month's statistics, until the day on which the heads of units are to have them."""
    today, by = onlooker.terms.day, onlooker.terms.value(PARAMETERS_OF[code].statistics)
    if today.day > by:
        return []
    month, report = Month(today.year, today.month).before(), STATISTICS[code]
    address = url_for("reports.show", code=report.slug, since=typed(month), until=typed(month))
    return [PanelRow(f"{report.title}（{report.code}）{month}，{by} 日前送各部门主管", address)]


def beside_case(document: Document) -> RecordPanel:
    """What the register says of a complaint now, by which its papers are judged."""
    if document.type not in {forms.intake.code for forms in OF.values()}:
        return RecordPanel("", [])
    query = select(Complaint, ProductComplaint).where(Complaint.case_id == document.id)
    same = ProductComplaint.case_id == Complaint.case_id
    row, also = db.session.execute(query.join(ProductComplaint, same)).one()
    told = {"有无损失": also.loss, "国内外": also.region, "订单编号": row.known_by, "品种": row.about}
    return RecordPanel("现在的登记", [PanelRow(f"{what}：{said}") for what, said in told.items() if said])


RECORD_PANELS = {"case": beside_case}
PANELS = (Panel("客诉期限", GROUP, limits),)
