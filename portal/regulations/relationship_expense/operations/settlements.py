"""Settlements: invoices are settled once, what is left stays owed; an approved one is posted."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from portal.core.approval.hooks import Refused, on_approved, on_begun, on_filling, on_opened, on_submitted
from portal.core.documents.models import IN_FORCE, STATUSES, Document
from portal.core.facts import Month, Ref, Refusal
from portal.core.forms.fields import Fields
from portal.core.forms.sheet_form import Said
from portal.core.instants import Moment
from portal.core.jobs.queue import enqueue
from portal.core.money import Amount
from portal.core.terms import Terms
from portal.domain.advances.models import Advance
from portal.domain.advances.operations import Line, claim, say
from portal.domain.advances.queries import contacts_of, other_settlement, outstanding, treats, what_is_left
from portal.domain.customers.models import Customer
from portal.domain.expenses.operations import Spent, spend
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, account_of, post
from portal.extensions import after_commit, db, hold
from portal.regulations.relationship_expense.clauses import LAW
from portal.regulations.relationship_expense.documents import settlement_slip
from portal.regulations.relationship_expense.facts import THEIR_PEOPLE, SettlementSlip
from portal.regulations.relationship_expense.operations.accounts import locked
from portal.regulations.relationship_expense.operations.advances import own_account
from portal.regulations.relationship_expense.operations.tables import nature_refusals
from portal.regulations.relationship_expense.rules import (
    Head,
    balance_refusals,
    naming_refusals,
    sum_of,
    yearly_refusals,
)


@on_begun(settlement_slip)
def propose(person_id: int, _day: date) -> Fields:
    """§3.2: a fresh slip settles the author's advance, where only one waits to be settled."""
    papers = [paper for paper, _ in what_is_left(person_id) if not other_settlement(paper.id, 0)]
    return [("advance", f"{paper.title} {paper.number}") for paper in papers if len(papers) == 1]


@on_opened(settlement_slip)
def tell_what_is_owed(person_id: int, _terms: Terms) -> list[str]:
    """§3.2: each advance of which something is left, and what lines for hospitality say."""
    told = [f"{paper.title} {paper.number} 未核销 {left}。" for paper, left in what_is_left(person_id)]
    return [*told, "商务接待和宣传品写人数；用途①②③写对方职务，不写姓名。"]


@on_filling(settlement_slip)
def tell_what_stays_owed(person_id: int, said: Said, _terms: Terms) -> list[str]:
    """§3.2: what is left of the advance by what was typed so far."""
    advance = said.head["advance"]
    held = db.session.get(Advance, advance.id) if isinstance(advance, Ref) else None
    if held is None or held.person_id != person_id:
        return []
    amounts = [said.head["returned"], *(line["amount"] for line in said.lines["lines"])]
    covered = sum(amount.fen for amount in amounts if isinstance(amount, Amount))
    left = outstanding(held).fen - covered
    return [f"按这些发票和退回，核销后仍欠 {Amount(left)}。" if left >= 0 else "发票加退回超过了未核销的。"]


@on_submitted(settlement_slip)
def require_invoices(document: Document, said: SettlementSlip, moment: Moment) -> None:
    """§3.2, 反不正当竞争法§8: one settlement of an advance after the other, within what is left of it;
    nothing for the people of public customers, no names, no invoice twice."""
    own_account(document.author_id)
    advance = own_advance(document, said)
    refusals = [*other_refusals(document, advance), *balance_refusals(said, outstanding(advance))]
    for customer_id in sorted({line.customer.id for line in said.lines}):
        hold(Customer, id=customer_id)
    refusals += [*law_refusals(document, said, moment), *claim_refusals(document, said)]
    if refusals:
        raise Refused(*refusals)
    say(document, advance, sum_of(said), said.returned)


def own_advance(document: Document, said: SettlementSlip) -> Advance:
    """The author's own advance that is settled; raises Refused."""
    advance = db.session.get(Advance, said.advance.id)
    if advance is None or advance.person_id != document.author_id or not in_force(advance):
        raise Refused(Refusal(("advance",), "要选本人已经批准的借支单", "§3.2"))
    return advance


def in_force(advance: Advance) -> bool:
    """Whether its slip still counts."""
    return advance.document.status in IN_FORCE


def other_refusals(document: Document, advance: Advance) -> Iterator[Refusal]:
    """§3.2: while one settlement is decided on, nobody knows what is left for another."""
    other = other_settlement(advance.document_id, document.id)
    if other:
        why = f"这笔借支的核销单 {other.number} {STATUSES[other.status]}，办完再填下一张"
        yield Refusal(("advance",), why, "§3.2")


def law_refusals(document: Document, said: SettlementSlip, moment: Moment) -> Iterator[Refusal]:
    """反不正当竞争法§8: who may be treated, how much in a year, and that nobody is named."""
    yield from nature_refusals(said.lines)
    yield from yearly_refusals(said.lines, had_before(document, said), moment.terms)
    yield from naming_refusals(said, contacts_of(line.customer.id for line in said.lines))


def had_before(document: Document, said: SettlementSlip) -> dict[Head, Fraction]:
    """What each head got already in the years that the lines are of."""
    theirs = [line for line in said.lines if line.use in THEIR_PEOPLE]
    customers, years = (line.customer.id for line in theirs), (line.day.year for line in theirs)
    got: dict[Head, Fraction] = defaultdict(Fraction)
    for treat in treats(customers, years, THEIR_PEOPLE, document.id):
        got[treat.customer_id, treat.guests, treat.year] += treat.fen
    return got


def claim_refusals(document: Document, said: SettlementSlip) -> Iterator[Refusal]:
    """反不正当竞争法§8: an invoice is settled once, whoever settles it."""
    lines = [
        Line(
            line.day, line.payee.id, line.invoice, line.customer.id, line.use, line.way, line.people,
            line.guests, line.amount,
        )
        for line in said.lines
    ]  # fmt: skip
    for position, other in claim(document, lines).items():
        why = f"这张发票已经在 {other.number} 核销（{STATUSES[other.status]}）"
        yield Refusal(("lines", position, "invoice"), why, LAW)


@on_approved(settlement_slip)
def settle_advance(document: Document, said: SettlementSlip, moment: Moment) -> None:
    """§3.2, 反不正当竞争法§8: what invoices cover is spent, returned cash is in the special account
    again, the rest is owed; unless a customer turned out to be public meanwhile."""
    if found := list(nature_refusals(said.lines)):
        raise Refused(*found)
    advance = db.session.get_one(Advance, said.advance.id)
    person = own_account(document.author_id)
    special = locked(db.session.get_one(Account, advance.account_id).code)
    spent = account_of("spent", "费用支出", "spent")
    paid, back = sum_of(said), said.returned
    sides = [Side(person, Amount(-paid.fen - back.fen)), Side(spent, paid), Side(special, back)]
    post(document, f"核销 {advance.document.number}", [side for side in sides if side.amount.fen], moment)
    spent_on = (Spent(line.customer.label, line.use, line.payee.label, line.amount) for line in said.lines)
    spend(document, Month(said.day.year, said.day.month), spent_on)
    after_commit(lambda: enqueue("keep_duties"))
