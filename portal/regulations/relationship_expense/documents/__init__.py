"""The forms of R07 that the portal carries out."""

from portal.regulations.relationship_expense.documents.accounts import account_opening, standard_table
from portal.regulations.relationship_expense.documents.advances import (
    advance_chart,
    advance_opening,
    advance_slip,
)
from portal.regulations.relationship_expense.documents.applications import application, summary_table
from portal.regulations.relationship_expense.documents.settlements import settlement_slip, spot_record
from portal.regulations.relationship_expense.documents.tables import month_table

__all__ = [
    "STATICS",
    "TYPES",
    "account_opening",
    "advance_opening",
    "advance_slip",
    "application",
    "month_table",
    "settlement_slip",
    "spot_record",
    "standard_table",
    "summary_table",
]
TYPES = (
    month_table, summary_table, application, advance_slip, spot_record, account_opening, standard_table,
    settlement_slip, advance_opening,
)  # fmt: skip
STATICS = (advance_chart,)
