"""What the clauses of R07 decide; what only the ledger and the registers know is asked in operations."""

from portal.regulations.relationship_expense.rules.accounts import standard_refusals
from portal.regulations.relationship_expense.rules.advances import (
    advance_refusals,
    limit_refusal,
    month_refusals,
    opens_on,
)
from portal.regulations.relationship_expense.rules.applications import (
    application_refusals,
    came_too_late,
    checked_too_late,
    summary_refusals,
)
from portal.regulations.relationship_expense.rules.tables import (
    checked_by,
    expense_of,
    filed_by,
    lateness_refusals,
    names_their_people,
    payable_of,
    table_refusals,
)

__all__ = [
    "advance_refusals",
    "application_refusals",
    "came_too_late",
    "checked_by",
    "checked_too_late",
    "expense_of",
    "filed_by",
    "lateness_refusals",
    "limit_refusal",
    "month_refusals",
    "names_their_people",
    "opens_on",
    "payable_of",
    "standard_refusals",
    "summary_refusals",
    "table_refusals",
]
