"""Advances: what they post to the ledger, and the limits that only ledger and signed tables can judge."""

from typing import Any

from sqlalchemy import BigInteger, Select, cast, func, select

from portal.core.approval.hooks import Refused, on_approved, on_begun, on_opened, on_submitted, on_voided
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, Document
from portal.core.facts import Month, Refusal
from portal.core.forms.fields import Fields
from portal.core.instants import Moment
from portal.core.jobs.queue import enqueue
from portal.core.money import Amount, NotMoney
from portal.core.org.models import Person
from portal.core.terms import Terms
from portal.domain.advances.models import Advance, Settlement
from portal.domain.advances.operations import Drawn, draw
from portal.domain.advances.queries import other_settlement, outstanding, unchecked_rows
from portal.domain.expenses.models import Accrual
from portal.domain.expenses.operations import Spent, spend, unspend
from portal.domain.expenses.queries import accrued
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, advance_account, post, reverse
from portal.domain.ledger.queries import balance, owed_by
from portal.extensions import after_commit, db
from portal.regulations.relationship_expense.documents import advance_slip, month_table
from portal.regulations.relationship_expense.facts import AdvanceSlip
from portal.regulations.relationship_expense.models import AdvanceAsked
from portal.regulations.relationship_expense.operations.accounts import locked, product_accounts, ref_of
from portal.regulations.relationship_expense.parameters import ADVANCE_LIMIT, SETTLED_WITHIN
from portal.regulations.relationship_expense.rules import limit_refusal, table_refusal


@on_begun(advance_slip)
def propose(person_id: int, month: Month) -> Fields:
    """§3.2: a fresh slip rests on the author's signed table of the month before, and draws on the account
    where that lets something be paid out of one alone."""
    if (table := signed_table(person_id, month.before())) is None:
        return []
    codes = product_accounts(ref_of(row.product) for row in accrued(table.id) if row.fen > 0).values()
    accounts = list(db.session.scalars(select(Account).where(Account.code.in_(set(codes)))))
    drawn = [("account", f"{each.name} {each.code}") for each in accounts if len(accounts) == 1]
    return [("basis", f"{table.title} {table.number}"), *drawn]


def signed_table(person_id: int, month: Month) -> Document | None:
    """A person's table of a month, if everybody signed it."""
    query = select(Document).filter_by(type=month_table.code, author_id=person_id, period=month.first())
    found: Document | None = db.session.scalar(query.where(Document.status.in_(IN_FORCE)).limit(1))
    return found


@on_submitted(advance_slip)
def ask_for_advance(document: Document, slip: AdvanceSlip, moment: Moment) -> None:
    """§3.2: one person's slips come one after the other; together they stay within the limit."""
    account = own_account(document.author_id)
    require_checked(document.author_id)
    require_within_limit(account, on_the_way(document.author_id, document.id), slip, moment)
    require_within_table(document, slip)
    asked = db.session.get(AdvanceAsked, document.id)
    asked = asked or AdvanceAsked(document_id=document.id, person_id=document.author_id)
    asked.fen, asked.table_id, asked.account_id = slip.amount.fen, slip.basis.id, slip.account.id
    db.session.add(asked)
    db.session.flush()


@on_approved(advance_slip)
def draw_advance(document: Document, slip: AdvanceSlip, moment: Moment) -> None:
    """§3.2: an approved advance leaves the special account and is owed until it is settled."""
    account, special = own_account(document.author_id), locked(slip.account.code)
    require_checked(document.author_id)
    require_within_limit(account, Amount(0), slip, moment)
    require_room(special, slip.amount)
    text = f"借支 {account.name.partition('·')[2]}"
    sides = [Side(account, slip.amount), Side(special, Amount(-slip.amount.fen))]
    post(document, text, sides, moment)
    within = moment.terms.value(SETTLED_WITHIN)
    draw(document, Drawn(special, slip.amount, slip.basis.id or None, moment.day, within))
    after_commit(lambda: enqueue("keep_duties"))
    said = Spent("", slip.use, account.name, slip.amount)
    spend(document, slip.month, [said])


@on_voided(advance_slip)
def return_advance(document: Document, _slip: AdvanceSlip, moment: Moment) -> None:
    """§3.2: an advance that comes to be void goes back where it came from, as long as none of it is settled
    or being settled."""
    require_untouched(document)
    unspend(document)
    reverse(document, f"冲销 {document.number}", moment)


def require_untouched(document: Document) -> None:
    """§3.2: nothing of an advance is settled or being settled; raises Refused."""
    own_account(document.author_id)
    advance = db.session.get_one(Advance, document.id)
    if outstanding(advance) != advance.amount or other_settlement(document.id, 0):
        raise Refused(Refusal((), "已经核销过或者正在核销，不能作废", "§3.2"))


def require_checked(person_id: int) -> None:
    """§3.2: what was paid of the advance before is checked first, and found to be so; raises Refused."""
    for paper, is_disputed in unchecked_rows(Settlement.person_id == person_id):
        why = f"核销单 {paper.number} 还没有抽查，销售部经理抽查以后才能再借支"
        if is_disputed:
            why = f"核销单 {paper.number} 抽查不符，销售部经理写明怎样处理以后才能再借支"
        raise Refused(Refusal(("amount",), why, "§3.2"))


def require_within_table(document: Document, slip: AdvanceSlip) -> None:
    """§3.2, §2.2: it rests on the author's own table of the month before, signed by everybody, and on what
    that lets be paid out of the account; raises Refused."""
    lines = [row for row in accrued(slip.basis.id) if row.person_id == document.author_id]
    if not lines:
        why = "要选本人上月全部签完字的统计表（附表1），缺一个签字的不能借支"
        raise Refused(Refusal(("basis",), why, "§2.2"))
    if lines[0].month != slip.month.before().first():
        raise Refused(Refusal(("basis",), f"{slip.month}借支凭{slip.month.before()}的统计表", "§3.2"))
    refusal = table_refusal(payable_from(lines, slip), drawn_on(document, slip), slip.amount)
    if refusal:
        raise Refused(refusal)


def payable_from(lines: list[Accrual], slip: AdvanceSlip) -> Amount:
    """What a table lets be paid out of a special account."""
    codes = product_accounts(ref_of(line.product) for line in lines)
    return Amount(sum(line.fen for line in lines if codes.get(line.product_id) == slip.account.code))


def drawn_on(document: Document, slip: AdvanceSlip) -> Amount:
    """What other slips draw, or ask for, on the same table from the same account."""
    query = select(summed()).join(Document, Document.id == AdvanceAsked.document_id)
    same = AdvanceAsked.table_id == slip.basis.id, AdvanceAsked.account_id == slip.account.id
    counts = Document.status.in_((*ON_ITS_WAY, *IN_FORCE))
    return Amount(int(db.session.scalars(query.where(*same, counts, Document.id != document.id)).one()))


def summed() -> Any:
    """SQL: the sum of what is asked for, in whole fen."""
    return cast(func.coalesce(func.sum(AdvanceAsked.fen), 0), BigInteger)


def require_within_limit(account: Account, pending: Amount, slip: AdvanceSlip, moment: Moment) -> None:
    """Raise Refused at the amount when the limit is passed."""
    refusal = limit_refusal(balance(account), pending, slip.amount, moment.terms)
    if refusal:
        raise Refused(refusal)


def require_room(account: Account, drawn: Amount) -> None:
    """Raise Refused when an account would hold less, or more, than the books can say."""
    try:
        Amount(balance(account).fen - drawn.fen)
    except NotMoney:
        why = "余额会超出账簿能记的数，请先核对期初余额"
        raise Refused(Refusal((), why, "§1.4")) from None


def own_account(person_id: int) -> Account:
    """A person's advance account, locked: before any other, so that nobody waits for somebody who waits."""
    return advance_account(person_id, db.session.get_one(Person, person_id).name)


def on_the_way(person_id: int, but: int) -> Amount:
    """What a person has asked for and nobody has decided yet, apart from one document."""
    return Amount(int(db.session.scalar(asked_for(person_id, but)) or 0))


def asked_for(person_id: int, but: int = 0) -> Select[int]:
    """SQL: the same in fen."""
    query = select(summed()).join(Document, Document.id == AdvanceAsked.document_id)
    query = query.where(AdvanceAsked.person_id == person_id, Document.id != but)
    return query.where(Document.status.in_(ON_ITS_WAY))


@on_opened(advance_slip)
def tell_what_is_left(person_id: int, terms: Terms) -> list[str]:
    """§3.2: what the person still owes, and how much he may ask for."""
    sums = select(owed_by(person_id).scalar_subquery(), asked_for(person_id).scalar_subquery())
    owed, pending = (Amount(int(fen)) for fen in db.session.execute(sums).one())
    limit = terms.value(ADVANCE_LIMIT)
    left = Amount(max(0, limit.fen - owed.fen - pending.fen))
    return [f"你未核销的借支 {owed}，审核中 {pending}；限额 {limit}，还可以借 {left}。"]
