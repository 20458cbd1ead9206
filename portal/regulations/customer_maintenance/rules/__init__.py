"""What the clauses of R01 decide."""

from portal.regulations.customer_maintenance.rules.counting import Written, owed_days, written_down
from portal.regulations.customer_maintenance.rules.dealers import stock_refusals, target_refusals
from portal.regulations.customer_maintenance.rules.reports import escalation_refusals, market_refusals
from portal.regulations.customer_maintenance.rules.visiting import (
    Visited,
    journal_refusals,
    plan_due,
    plan_refusals,
    too_rarely,
)

__all__ = [
    "Visited",
    "Written",
    "escalation_refusals",
    "journal_refusals",
    "market_refusals",
    "owed_days",
    "plan_due",
    "plan_refusals",
    "stock_refusals",
    "target_refusals",
    "too_rarely",
    "written_down",
]
