"""The forms of R18 that the portal carries out."""

from portal.regulations.operations_manual.documents.accounts import account, accounts, review
from portal.regulations.operations_manual.documents.manuals import manual
from portal.regulations.operations_manual.documents.pages import STATICS, alarms
from portal.regulations.operations_manual.documents.work import deployment, training

__all__ = ["STATICS", "account", "accounts", "alarms", "deployment", "manual", "review", "training"]
TYPES = (manual, account, review, deployment, training)
REPORTS = (accounts, alarms)
