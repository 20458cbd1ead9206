"""What somebody drew before the portal: he says so, finance compares, and it is owed as any other advance."""

from portal.core.approval.hooks import Refused, on_approved, on_submitted, on_voided
from portal.core.documents.models import Document
from portal.core.facts import Refusal
from portal.core.instants import Moment
from portal.core.jobs.queue import enqueue
from portal.core.money import Amount
from portal.domain.advances.operations import Drawn, draw
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, account_of, post, reverse
from portal.domain.ledger.queries import opened_on
from portal.extensions import after_commit, db
from portal.regulations.relationship_expense.documents import advance_opening
from portal.regulations.relationship_expense.facts import AdvanceOpening
from portal.regulations.relationship_expense.operations.advances import (
    own_account,
    require_room,
    require_untouched,
)
from portal.regulations.relationship_expense.parameters import SETTLED_WITHIN
from portal.regulations.relationship_expense.rules import before_the_books


@on_submitted(advance_opening)
def require_before_the_books(_document: Document, said: AdvanceOpening, _moment: Moment) -> None:
    """§1.4: it was drawn before the special account was opened here."""
    opened = opened_on(said.account.id)
    if opened is None:
        raise Refused(Refusal(("account",), "这个专户还没有开账", "§1.4"))
    if late := before_the_books(said, opened):
        raise Refused(late)


@on_approved(advance_opening)
def owe_opening(document: Document, said: AdvanceOpening, moment: Moment) -> None:
    """§3.2: what was drawn before is owed until it is settled; it left the account before it was opened."""
    own, minus = own_account(document.author_id), Amount(-said.left.fen)
    special, before = db.session.get_one(Account, said.account.id), account_of("opening", "期初", "opening")
    require_room(own, minus)
    post(document, "期初借支", [Side(own, said.left), Side(before, minus)], moment)
    draw(document, Drawn(special, said.left, None, said.day, moment.terms.value(SETTLED_WITHIN)))
    after_commit(lambda: enqueue("keep_duties"))


@on_voided(advance_opening)
def take_opening_back(document: Document, _said: AdvanceOpening, moment: Moment) -> None:
    """§3.2: one that was wrong comes out of the books as long as none of it is settled or being settled."""
    require_untouched(document)
    reverse(document, f"冲销 {document.number}", moment)
