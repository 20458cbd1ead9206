"""What stands beside an incident's case (how it is registered now, its limit's pause) and beside a change
(how far it is, which others are at the same time)."""

from datetime import date

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.context import today, zone
from portal.core.web.panels import PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.changes.register import STATES, changes_between, state_of, window_of
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.models import Change, Incident
from portal.domain.operations.panels import WORKS
from portal.domain.operations.windows import overlapping
from portal.domain.operations.words import told
from portal.extensions import db


def beside_case(document: Document) -> RecordPanel:
    """How far it is, its level, who resolves it; of a document that is an incident's case."""
    incident = db.session.get_one(Incident, document.id)
    said = {
        "进度": told(incident, document.stage), "报修人": incident.reporter.name, "优先级": incident.level,
        "属于": incident.part, "处理人": incident.resolver.name if incident.resolver else "",
        "处理办法": incident.solution,
    }  # fmt: skip
    rows = [PanelRow(f"{what}：{words}") for what, words in said.items() if words]
    return RecordPanel("事件", [*rows, *pausing(document.id)])


def pausing(case_id: int) -> list[PanelRow]:
    """Where whoever works on it lets its limit stand still."""
    clock = clock_of(case_id, REPAIR) if WORKS in visitor().capabilities else None
    if clock is None or clock.state == "stopped":
        return []
    words = "恢复计时" if clock.state == "paused" else "暂停计时（等报修人、等备件）"
    return [PanelRow(words, url_for("operations.pausing", document_id=case_id))]


def beside_change(document: Document) -> RecordPanel:
    """How far it is, and which others are at the same time; of a document that is a change."""
    row = db.session.get_one(Change, document.id)
    window = window_of(row, zone())
    found = changes_between(window.begins.date(), window.ends.date(), zone())
    beside = overlapping((each.document_id, window_of(each, zone())) for each in found)
    numbers = {each.document_id: f"{each.document.number} {each.title}" for each in found}
    rows = [PanelRow(f"时间 {window}：{STATES[state_of(row)]}", calendar_of(window.begins.date()))]
    rows += [PanelRow(f"与 {numbers[n]} 时间重叠", urgent=True) for n in beside.get(document.id, [])]
    return RecordPanel("变更", rows)


def calendar_of(day: date) -> str:
    """The calendar's page with a day; nowhere for whoever may not open it."""
    if WORKS not in visitor().capabilities:
        return ""
    return url_for("operations.changes", on=day if day != today() else None)
