"""The forms of R18 that the portal carries out."""

from portal.regulations.operations_manual.documents.manuals import manual
from portal.regulations.operations_manual.documents.pages import REPORTS, STATICS, alarms
from portal.regulations.operations_manual.documents.work import deployment, training

__all__ = ["REPORTS", "STATICS", "alarms", "deployment", "manual", "training"]
TYPES = (manual, deployment, training)
