"""What stands beside an incident's case."""

from portal.core.documents.models import Document
from portal.core.web.record_panels import RecordPanel
from portal.domain.operations.views.beside import beside_case
from portal.regulations.it_service.documents import intake


def beside_incident(document: Document) -> RecordPanel:
    """§8: how far it is, its priority, who resolves it."""
    return beside_case(document) if document.type == intake.code else RecordPanel("", [])


RECORD_PANELS = {"case": beside_incident}
