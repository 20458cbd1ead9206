"""The forms of R09 that the portal carries out."""

from portal.regulations.it_service.documents.changes import change
from portal.regulations.it_service.documents.conduct import conduct
from portal.regulations.it_service.documents.incidents import intake, ticket, work_order
from portal.regulations.it_service.documents.pages import STATICS

__all__ = ["STATICS", "TYPES", "change", "conduct", "intake", "ticket", "work_order"]
TYPES = (intake, ticket, work_order, change, conduct)
