"""The forms of R01."""

from portal.regulations.customer_maintenance.documents.beside import journal_counts, plan_chart
from portal.regulations.customer_maintenance.documents.dealers import monthly_target, stock_guidance
from portal.regulations.customer_maintenance.documents.reports import escalation, market_report
from portal.regulations.customer_maintenance.documents.visiting import journal, visit_plan

__all__ = ["REPORTS", "STATICS", "TYPES", "journal", "journal_counts", "visit_plan"]
TYPES = (visit_plan, journal, market_report, monthly_target, stock_guidance, escalation)
REPORTS = (journal_counts,)
STATICS = (plan_chart,)
