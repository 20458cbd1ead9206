"""What maintenance finds at home: values without a fault, open faults, inspections and work that is due; what
stands beside a change and a fault."""

from datetime import date, timedelta

from flask import url_for
from sqlalchemy import case, select

from portal.core.approval.visibility import may_see
from portal.core.calendar import working_days_after
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.instants import local_text
from portal.core.web.context import zone
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations import plans
from portal.domain.operations.levels import LEVELS, SERIOUS
from portal.domain.operations.models import Alarm, Incident, PlanItem, Reading
from portal.domain.operations.monitoring import alarms, readings
from portal.domain.operations.views.beside import beside_case, beside_change
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import change, done, fault, inspection
from portal.regulations.system_maintenance.flows import MANAGER, OPERATORS
from portal.regulations.system_maintenance.parameters import MAKE_UP

SHOWN = 5
SOON = timedelta(days=7)


def outside(onlooker: Onlooker) -> list[PanelRow]:
    """§4(1): each value outside its limits leads to the fault that it asks for, or to its paper."""
    query = readings.waiting(onlooker.person_id, onlooker.terms.day).limit(SHOWN)
    return [
        PanelRow(
            f"超出范围：{readings.told(row)}（{row.document.number}），还没有登记故障",
            fault_of(row, onlooker),
            urgent=True,
        )
        for row in db.session.scalars(query)
    ]


def fault_of(row: Reading, onlooker: Onlooker) -> str:
    """The fault that a value asks for, for whoever may write it; for others the value's paper."""
    if onlooker.role in fault.authors:
        return url_for("sheets.new", code=fault.slug, of=f"reading-{row.id}")
    return url_for("documents.show", document_id=row.document_id)


def faults(onlooker: Onlooker) -> list[PanelRow]:
    """§4(2), §附5: the open faults, the grave ones first."""
    query = select(Incident).join(Incident.document).where(Incident.regulation == REGULATION.code)
    query = query.where(Document.stage != CLOSED, Document.status.in_(IN_FORCE))
    query = query.where(may_see(onlooker.person_id, onlooker.terms.day))
    grave = case({level: n for n, level in enumerate(LEVELS)}, value=Incident.level, else_=len(LEVELS))
    found = db.session.scalars(query.order_by(grave, Incident.case_id.desc()).limit(SHOWN))
    return [
        PanelRow(
            f"故障 {row.document.number} {row.level}：{row.thing}，{row.symptom[:30]}",
            url_for("cases.show", document_id=row.case_id),
            urgent=row.level in SERIOUS,
        )
        for row in found
    ]


def inspections(onlooker: Onlooker) -> list[PanelRow]:
    """§附4: the inspections that were announced and are not done, the next one first."""
    query = select(Document).where(Document.type == inspection.code, Document.status.in_(ON_ITS_WAY))
    query = query.where(may_see(onlooker.person_id, onlooker.terms.day))
    return [
        PanelRow(
            f"{row.title} {row.number}：{row.period} 前完成",
            url_for("documents.show", document_id=row.id),
            urgent=row.period < onlooker.terms.day,
        )
        for row in db.session.scalars(query.order_by(Document.period).limit(SHOWN))
    ]


def planned(onlooker: Onlooker) -> list[PanelRow]:
    """§附3: what the plans want done within a week, and what was not done and is to be made up for."""
    query = plans.open_items(onlooker.person_id, onlooker.terms.day)
    query = query.where(PlanItem.planned <= onlooker.terms.day + SOON).limit(SHOWN)
    return [item_row(row, onlooker) for row in db.session.scalars(query)]


def item_row(row: PlanItem, onlooker: Onlooker) -> PanelRow:
    """An item, with the day until which it is to be made up for where its own is over."""
    here, day = where_to(row, onlooker), onlooker.terms.day
    if row.planned >= day:
        return PanelRow(f"作业：{plans.told(row)}", here)
    last = made_up_by(row, onlooker)
    late = f"已过补做期限 {last}" if last < day else f"要在 {last} 前补做"
    return PanelRow(f"作业没有完成：{plans.told(row)}，{late}", here, urgent=True)


def where_to(row: PlanItem, onlooker: Onlooker) -> str:
    """The paper that says that it was done, for whoever may fill it; for others the plan."""
    if onlooker.role in done.authors:
        return url_for("sheets.new", code=done.slug, of=f"item-{row.id}")
    return url_for("documents.show", document_id=row.document_id)


def made_up_by(row: PlanItem, onlooker: Onlooker) -> date:
    """§附3: within so many working days after the day that was planned."""
    calendar = onlooker.terms.of_unit(row.document.unit_id).calendar
    return working_days_after(calendar, row.planned, onlooker.terms.value(MAKE_UP)).day


def at_home(onlooker: Onlooker) -> list[PanelRow]:
    """All of it, what presses first."""
    told = (outside, faults, inspections, planned)
    rows = [row for each in told for row in each(onlooker)]
    return sorted(rows, key=lambda row: not row.urgent)


def beside_document(document: Document) -> RecordPanel:
    """§附1: how far a change is, and which others are at the same time."""
    return beside_change(document) if document.type == change.code else RecordPanel("", [])


def beside_fault(document: Document) -> RecordPanel:
    """§4(2): how far a fault is, its level; how the alarms stand for which it was opened."""
    if document.type != fault.code:
        return RecordPanel("", [])
    beside = beside_case(document)
    return beside._replace(rows=[*beside.rows, *map(alarm_row, alarms.of_fault(document.id))])


def alarm_row(row: Alarm) -> PanelRow:
    """An alarm, and whether it is over."""
    over = f"{local_text(row.ends_at, zone())} 恢复" if row.ends_at else "告警中"
    return PanelRow(f"告警：{alarms.told(row)}，{over}", urgent=row.ends_at is None)


RECORD_PANELS = {"document": beside_document, "case": beside_fault}
PANELS = (Panel("运行维护", (*OPERATORS, *MANAGER, "project_manager"), at_home),)
