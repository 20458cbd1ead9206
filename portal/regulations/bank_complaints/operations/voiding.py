"""What a paper did to its case is not taken back: the limit was met, the complainant knows."""

from portal.core.approval.hooks import Refused, on_voided
from portal.core.documents.models import Document
from portal.core.facts import Facts, Refusal
from portal.core.instants import Moment
from portal.regulations.bank_complaints.documents import (
    callback,
    prolonging,
    told,
    withdrawal,
)

DONE = "这张单据已经在案件里起了作用，不能作废；写错了的，在案件里补一条说明，或者另填一张"


@on_voided(told)
@on_voided(prolonging)
@on_voided(withdrawal)
@on_voided(callback)
def keep(_document: Document, _said: Facts, _moment: Moment) -> None:
    """§附1, §附4: stages, limits and the register rest on it."""
    raise Refused(Refusal((), DONE, "§5"))
