"""What stands beside an incident's case: how it is registered now, and its limit's pause."""

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.documents.models import Document
from portal.core.web.panels import PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.limits import REPAIR, clock_of
from portal.domain.operations.models import Incident
from portal.domain.operations.panels import WORKS
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
