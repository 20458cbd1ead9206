"""What stands beside an incident's case, and beside a change."""

from flask import url_for

from portal.core.auth.visitor import visitor
from portal.core.documents.models import IN_FORCE, Document
from portal.core.web.panels import PanelRow
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.models import EmergencyPlan
from portal.domain.operations.views.beside import beside_case, beside_change
from portal.extensions import db
from portal.regulations.it_service.documents import change, emergency_plan, emergency_record, intake


def beside_incident(document: Document) -> RecordPanel:
    """§8: how far it is, its priority, who resolves it."""
    return beside_case(document) if document.type == intake.code else RecordPanel("", [])


def beside_document(document: Document) -> RecordPanel:
    """§4.4.6, §6: how far a change is; what a plan in force asks for."""
    if document.type == change.code:
        return beside_change(document)
    return beside_plan(document) if document.type == emergency_plan.code else RecordPanel("", [])


def beside_plan(document: Document) -> RecordPanel:
    """§6: when a plan was practised last, and for its writers a record and a new version."""
    row = db.session.get(EmergencyPlan, document.id)
    if row is None or document.status not in IN_FORCE:
        return RecordPanel("", [])
    rows = [PanelRow(f"上次演练：{row.drilled_on}" if row.drilled_on else "还没有演练过")]
    if row.replaced_by:
        rows = [PanelRow("已有新版本", url_for("documents.show", document_id=row.replaced_by))]
    elif {post.role for post in visitor().posts} & set(emergency_record.authors):
        of = f"plan-{document.id}"
        rows.append(PanelRow("记录演练或处置", url_for("sheets.new", code=emergency_record.slug, of=of)))
        rows.append(PanelRow("写新版本", url_for("sheets.new", code=emergency_plan.slug, of=of)))
    return RecordPanel("应急预案", rows)


RECORD_PANELS = {"case": beside_incident, "document": beside_document}
