"""§4(一)4, 5: another form goes round only where the customer did not take what the last one said."""

from portal.core.facts import Refusal
from portal.regulations.dealer_complaints.facts.words import REFUSED, UNCONTENT


def round_refusal(number: str, outcome: str) -> Refusal | None:
    """Why no other handling form is wanted; None where the customer refused, or was not content."""
    if outcome in (REFUSED, UNCONTENT):
        return None
    why = f"这个案件已有处理表 {number}，客户不接受或回访不满意时才另填"
    return Refusal((), why, "§4(一)5")
