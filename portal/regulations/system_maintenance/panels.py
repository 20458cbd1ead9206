"""What maintenance finds at home: values without a fault, open faults, inspections and work that is due, and
changes of this week; what stands beside a change."""

from datetime import date, timedelta

from flask import url_for
from sqlalchemy import case, or_, select

from portal.core.approval.models import Task
from portal.core.approval.visibility import visible
from portal.core.auth.visitor import visitor
from portal.core.calendar import working_days_after
from portal.core.case import CLOSED
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.web.context import today, zone
from portal.core.web.panels import Onlooker, Panel, PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations import changes, plans, readings
from portal.domain.operations.levels import LEVELS, SERIOUS
from portal.domain.operations.models import Change, Incident, PlanItem
from portal.domain.operations.views.beside import beside_case
from portal.domain.operations.windows import overlapping
from portal.extensions import db
from portal.regulations.system_maintenance import REGULATION
from portal.regulations.system_maintenance.documents import change, done, fault, inspection
from portal.regulations.system_maintenance.flows import MANAGER, OPERATORS
from portal.regulations.system_maintenance.parameters import MAKE_UP

SHOWN = 5
WORKS = "work_tickets"
SOON = timedelta(days=7)


def outside(onlooker: Onlooker) -> list[PanelRow]:
    """§4(1): each value outside its limits leads to the fault that it asks for."""
    query = readings.waiting(onlooker.person_id, onlooker.terms.day).limit(SHOWN)
    return [
        PanelRow(
            f"超出范围：{readings.told(row)}（{row.document.number}），登记故障",
            url_for("sheets.new", code=fault.slug, of=f"reading-{row.id}"),
            urgent=True,
        )
        for row in db.session.scalars(query)
    ]


def faults(onlooker: Onlooker) -> list[PanelRow]:
    """§4(2), §附5: the open faults, the grave ones first."""
    query = select(Incident).join(Incident.document).where(Incident.regulation == REGULATION.code)
    query = query.where(Document.stage != CLOSED, Document.status.in_(IN_FORCE))
    query = query.where(Document.id.in_(visible(onlooker.person_id, onlooker.terms.day)))
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
    mine = select(Task.document_id).filter_by(person_id=onlooker.person_id, state="open")
    query = select(Document).where(Document.type == inspection.code, Document.status.in_(ON_ITS_WAY))
    query = query.where(or_(Document.id.in_(mine), Document.author_id == onlooker.person_id))
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


def this_week(onlooker: Onlooker) -> list[PanelRow]:
    """§附1, §附2: this week's changes, and those that still owe their written confirmation."""
    day = onlooker.terms.day
    monday = day - timedelta(days=day.weekday())
    here, found = url_for("operations.changes"), changes.changes_between(monday, monday + SOON, zone())
    owed = changes.waiting_for((changes.EMERGENCY_ORAL,), SHOWN)
    rows = [PanelRow(f"本周变更 {len(found)} 项", here)] if found else []
    return rows + [
        PanelRow(f"紧急变更 {row.document.number} {row.title}：还没有书面确认", here, urgent=True)
        for row in owed
    ]


def at_home(onlooker: Onlooker) -> list[PanelRow]:
    """All of it, what presses first."""
    told = (outside, faults, inspections, planned, this_week)
    rows = [row for each in told for row in each(onlooker)]
    return sorted(rows, key=lambda row: not row.urgent)


def beside_document(document: Document) -> RecordPanel:
    """How far a change is, and which others are at the same time."""
    if document.type != change.code:
        return RecordPanel("", [])
    row = db.session.get_one(Change, document.id)
    window = changes.window_of(row, zone())
    found = changes.changes_between(window.begins.date(), window.ends.date(), zone())
    beside = overlapping((each.document_id, changes.window_of(each, zone())) for each in found)
    numbers = {each.document_id: f"{each.document.number} {each.title}" for each in found}
    rows = [
        PanelRow(f"时间 {window}：{changes.STATES[changes.state_of(row)]}", calendar_of(window.begins.date()))
    ]
    rows += [PanelRow(f"与 {numbers[n]} 时间重叠", urgent=True) for n in beside.get(document.id, [])]
    return RecordPanel("变更", rows)


def calendar_of(day: date) -> str:
    """The calendar's page with a day; nowhere for whoever may not open it."""
    if WORKS not in visitor().capabilities:
        return ""
    return url_for("operations.changes", on=day if day != today() else None)


def beside_fault(document: Document) -> RecordPanel:
    """§4(2): how far a fault is, its level."""
    return beside_case(document) if document.type == fault.code else RecordPanel("", [])


RECORD_PANELS = {"document": beside_document, "case": beside_fault}
PANELS = (Panel("运行维护", (*OPERATORS, *MANAGER), at_home),)
