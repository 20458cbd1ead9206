"""What the forms say."""

from portal.regulations.it_service.facts.conduct import Conduct
from portal.regulations.it_service.facts.intake import Intake
from portal.regulations.it_service.facts.ticket import Ticket
from portal.regulations.it_service.facts.work_order import WorkOrder

__all__ = ["Conduct", "Intake", "Ticket", "WorkOrder"]
