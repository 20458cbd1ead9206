"""What the clauses decide; what only the case knows is asked in operations."""

from portal.regulations.product_complaints.rules.authority import CONDITIONS, conditions_of
from portal.regulations.product_complaints.rules.correction import correction_refusals, late_refusals
from portal.regulations.product_complaints.rules.duplicates import duplicate_refusal
from portal.regulations.product_complaints.rules.follow_up import (
    callback_refusals,
    expedite_refusals,
    improvement_refusals,
    inspection_refusals,
    memorandum_refusals,
    report_refusals,
)
from portal.regulations.product_complaints.rules.forms import abnormality_refusals, form_refusals
from portal.regulations.product_complaints.rules.loss import loss_refusal
from portal.regulations.product_complaints.rules.penalties import OFF, penalty_refusals
from portal.regulations.product_complaints.rules.settlements import (
    counts_of,
    discount_refusals,
    proof_refusals,
    returned_refusals,
)

__all__ = [
    "CONDITIONS",
    "OFF",
    "abnormality_refusals",
    "callback_refusals",
    "conditions_of",
    "correction_refusals",
    "counts_of",
    "discount_refusals",
    "duplicate_refusal",
    "expedite_refusals",
    "form_refusals",
    "improvement_refusals",
    "inspection_refusals",
    "late_refusals",
    "loss_refusal",
    "memorandum_refusals",
    "penalty_refusals",
    "proof_refusals",
    "report_refusals",
    "returned_refusals",
]
