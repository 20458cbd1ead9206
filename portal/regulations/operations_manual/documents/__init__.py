"""The forms of R18 that the portal carries out."""

from portal.regulations.operations_manual.documents.accounts import account, accounts, review
from portal.regulations.operations_manual.documents.manuals import manual
from portal.regulations.operations_manual.documents.pages import STATICS, alarms
from portal.regulations.operations_manual.documents.registers import (
    information,
    information_list,
    server,
    server_list,
)
from portal.regulations.operations_manual.documents.work import deployment, training

__all__ = [
    "REPORTS",
    "STATICS",
    "account",
    "accounts",
    "alarms",
    "deployment",
    "information",
    "information_list",
    "manual",
    "review",
    "server",
    "server_list",
    "training",
]
TYPES = (manual, server, information, account, review, deployment, training)
REPORTS = (server_list, information_list, accounts, alarms)
