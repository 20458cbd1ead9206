"""What stands beside an incident's case, and beside a change."""

from portal.core.documents.models import Document
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.views.beside import beside_case, beside_change
from portal.regulations.it_service.documents import change, intake


def beside_incident(document: Document) -> RecordPanel:
    """§8: how far it is, its priority, who resolves it."""
    return beside_case(document) if document.type == intake.code else RecordPanel("", [])


def beside_document(document: Document) -> RecordPanel:
    """§4.4.6: how far a change is, and which others are at the same time."""
    return beside_change(document) if document.type == change.code else RecordPanel("", [])


RECORD_PANELS = {"case": beside_incident, "document": beside_document}
