"""What the forms say."""

from portal.regulations.it_service.facts.article import Knowledge
from portal.regulations.it_service.facts.change import ChangeRequest
from portal.regulations.it_service.facts.conduct import Conduct
from portal.regulations.it_service.facts.emergency import (
    EmergencyPlan,
    EmergencyRecord,
    MeasureLine,
    TeamLine,
)
from portal.regulations.it_service.facts.intake import Intake
from portal.regulations.it_service.facts.inventory import DifferenceLine, Inventory
from portal.regulations.it_service.facts.item import ItemRecord, RelationLine
from portal.regulations.it_service.facts.problem import Addition, ProblemRecord, Solution
from portal.regulations.it_service.facts.reports import MonthReport, WeekReport, WorkReport
from portal.regulations.it_service.facts.ticket import Ticket
from portal.regulations.it_service.facts.work_order import WorkOrder

__all__ = [
    "Addition",
    "ChangeRequest",
    "Conduct",
    "DifferenceLine",
    "EmergencyPlan",
    "EmergencyRecord",
    "Intake",
    "Inventory",
    "ItemRecord",
    "Knowledge",
    "MeasureLine",
    "MonthReport",
    "ProblemRecord",
    "RelationLine",
    "Solution",
    "TeamLine",
    "Ticket",
    "WeekReport",
    "WorkOrder",
    "WorkReport",
]
