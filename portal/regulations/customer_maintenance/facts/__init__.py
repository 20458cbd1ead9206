"""What the forms of R01 say."""

from portal.regulations.customer_maintenance.facts.dealers import (
    MonthlyTarget,
    StockGuidance,
    StockLine,
    TargetLine,
)
from portal.regulations.customer_maintenance.facts.reports import (
    PROJECT,
    Escalation,
    MarketReport,
    PriceLine,
)
from portal.regulations.customer_maintenance.facts.visiting import Journal, JournalLine, PlanLine, VisitPlan

__all__ = [
    "PROJECT",
    "Escalation",
    "Journal",
    "JournalLine",
    "MarketReport",
    "MonthlyTarget",
    "PlanLine",
    "PriceLine",
    "StockGuidance",
    "StockLine",
    "TargetLine",
    "VisitPlan",
]
