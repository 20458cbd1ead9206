"""The forms of R09 that the portal carries out."""

from portal.regulations.it_service.documents.beside import statistics
from portal.regulations.it_service.documents.changes import change
from portal.regulations.it_service.documents.conduct import conduct
from portal.regulations.it_service.documents.emergencies import (
    emergency_plan,
    emergency_plans,
    emergency_record,
)
from portal.regulations.it_service.documents.incidents import intake, ticket, work_order
from portal.regulations.it_service.documents.inventory import asset_list, inventory
from portal.regulations.it_service.documents.items import item
from portal.regulations.it_service.documents.knowledge import article
from portal.regulations.it_service.documents.pages import STATICS
from portal.regulations.it_service.documents.problems import addition, problem, solution
from portal.regulations.it_service.documents.reports import month_report, week_report

__all__ = [
    "REPORTS",
    "STATICS",
    "TYPES",
    "addition",
    "article",
    "asset_list",
    "change",
    "conduct",
    "emergency_plan",
    "emergency_plans",
    "emergency_record",
    "intake",
    "inventory",
    "item",
    "month_report",
    "problem",
    "solution",
    "statistics",
    "ticket",
    "week_report",
    "work_order",
]
TYPES = (
    intake,
    ticket,
    work_order,
    problem,
    addition,
    solution,
    change,
    item,
    emergency_plan,
    emergency_record,
    conduct,
    article,
    week_report,
    month_report,
    inventory,
)
REPORTS = (statistics, emergency_plans, asset_list)
