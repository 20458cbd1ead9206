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
from portal.regulations.it_service.facts.reports import MonthReport, WeekReport, WorkReport
from portal.regulations.it_service.facts.ticket import Ticket
from portal.regulations.it_service.facts.work_order import WorkOrder

__all__ = [
    "ChangeRequest",
    "Conduct",
    "EmergencyPlan",
    "EmergencyRecord",
    "Intake",
    "Knowledge",
    "MeasureLine",
    "MonthReport",
    "TeamLine",
    "Ticket",
    "WeekReport",
    "WorkOrder",
    "WorkReport",
]
