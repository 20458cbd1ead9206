"""§4: a complaint is registered once, whichever line answered; who says that it is another says so."""

from collections.abc import Sequence

from portal.core.facts import Refusal
from portal.domain.complaints.likeness import Alike
from portal.regulations.bank_complaints.facts.words import ANOTHER

MOST_NAMED = 3


def duplicate_refusal(fresh: str, alike: Sequence[Alike]) -> Refusal | None:
    """§4: where an open complaint may be the same one, the record says that it is another."""
    if fresh == ANOTHER or not alike:
        return None
    named = "、".join(each.words for each in alike[:MOST_NAMED])
    why = f"可能已经登记：{named}。是同一件就到那个案件里补一条说明；不是就选「{ANOTHER}」"
    return Refusal(("fresh",), why, "§4")
