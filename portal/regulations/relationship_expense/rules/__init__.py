"""What the clauses of R07 decide; what only the ledger and the registers know is asked in operations."""

from portal.regulations.relationship_expense.rules.accounts import standard_refusals
from portal.regulations.relationship_expense.rules.advances import (
    advance_refusals,
    before_the_books,
    limit_refusal,
    opening_refusals,
    opens_on,
    table_refusal,
)
from portal.regulations.relationship_expense.rules.applications import (
    application_refusals,
    came_too_late,
    checked_too_late,
    summary_refusals,
)
from portal.regulations.relationship_expense.rules.checks import (
    Lottery,
    confirms,
    is_untrue,
    picking_refusals,
    record_refusals,
)
from portal.regulations.relationship_expense.rules.settlements import (
    Head,
    balance_refusals,
    head_of,
    naming_refusals,
    settlement_refusals,
    sum_of,
    yearly_refusals,
)
from portal.regulations.relationship_expense.rules.tables import (
    checked_by,
    expense_of,
    filed_by,
    lateness_refusals,
    payable_of,
    table_refusals,
)
from portal.regulations.relationship_expense.rules.uses import names_their_people

__all__ = [
    "Head",
    "Lottery",
    "advance_refusals",
    "application_refusals",
    "balance_refusals",
    "before_the_books",
    "came_too_late",
    "checked_by",
    "checked_too_late",
    "confirms",
    "expense_of",
    "filed_by",
    "head_of",
    "is_untrue",
    "lateness_refusals",
    "limit_refusal",
    "names_their_people",
    "naming_refusals",
    "opening_refusals",
    "opens_on",
    "payable_of",
    "picking_refusals",
    "record_refusals",
    "settlement_refusals",
    "standard_refusals",
    "sum_of",
    "summary_refusals",
    "table_refusal",
    "table_refusals",
    "yearly_refusals",
]
