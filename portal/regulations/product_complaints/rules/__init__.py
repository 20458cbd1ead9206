"""What the clauses decide; what only the case knows is asked in operations."""

from portal.regulations.product_complaints.rules.authority import CONDITIONS, conditions_of
from portal.regulations.product_complaints.rules.correction import correction_refusals, late_refusals
from portal.regulations.product_complaints.rules.duplicates import duplicate_refusal
from portal.regulations.product_complaints.rules.forms import abnormality_refusals, form_refusals
from portal.regulations.product_complaints.rules.loss import loss_refusal

__all__ = [
    "CONDITIONS",
    "abnormality_refusals",
    "conditions_of",
    "correction_refusals",
    "duplicate_refusal",
    "form_refusals",
    "late_refusals",
    "loss_refusal",
]
