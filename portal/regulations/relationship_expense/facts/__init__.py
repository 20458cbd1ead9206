"""What the forms of R07 say."""

from portal.regulations.relationship_expense.facts.accounts import (
    AccountOpening,
    StandardLine,
    StandardTable,
)
from portal.regulations.relationship_expense.facts.advances import AdvanceOpening, AdvanceSlip
from portal.regulations.relationship_expense.facts.applications import (
    NewCustomerApplication,
    SpecialItem,
    SummaryLine,
    SummaryTable,
)
from portal.regulations.relationship_expense.facts.settlements import (
    TRUE,
    UNTRUE,
    Checked,
    Paid,
    SettlementSlip,
    SpotRecord,
)
from portal.regulations.relationship_expense.facts.tables import MonthLine, MonthTable
from portal.regulations.relationship_expense.facts.uses import (
    ACTIVITY,
    BUYER,
    EXECUTIVES,
    HOSPITALITY,
    LEADERS,
    NEW_CUSTOMER,
    PROMOTION,
    PURCHASE,
    THEIR_PEOPLE,
    Use,
    Way,
)

__all__ = [
    "ACTIVITY",
    "BUYER",
    "EXECUTIVES",
    "HOSPITALITY",
    "LEADERS",
    "NEW_CUSTOMER",
    "PROMOTION",
    "PURCHASE",
    "THEIR_PEOPLE",
    "TRUE",
    "UNTRUE",
    "AccountOpening",
    "AdvanceOpening",
    "AdvanceSlip",
    "Checked",
    "MonthLine",
    "MonthTable",
    "NewCustomerApplication",
    "Paid",
    "SettlementSlip",
    "SpecialItem",
    "SpotRecord",
    "StandardLine",
    "StandardTable",
    "SummaryLine",
    "SummaryTable",
    "Use",
    "Way",
]
