"""What signed tables let be paid out of the products' accounts, and how that is taken back."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from portal.core.approval.hooks import Refused
from portal.core.documents.models import IN_FORCE, ON_ITS_WAY, STATUSES, Document
from portal.core.facts import Month, Ref, Refusal
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.domain.expenses.operations import Line, Spent, accrue, spend, unaccrue, unspend
from portal.domain.ledger.models import Account
from portal.domain.ledger.operations import Side, account_of, post, reverse
from portal.extensions import db
from portal.regulations.relationship_expense.models import AdvanceAsked
from portal.regulations.relationship_expense.operations.accounts import locked, product_accounts

Place = tuple[str, str, str]  # the cell of a line, why, and the clause
NO_ACCOUNT = ("product", "这个品种还没有专户，先交专户开账单", "§1.4")


def let_pay(
    document: Document, month: Month, lines: Sequence[tuple[Ref, Ref, str, Amount]], moment: Moment
) -> None:
    """§2.2, §1.4: lines (customer, product, use, payable) that everybody signed may be paid out of the
    products' accounts."""
    accrue(document, month, [Line(c.id, p.id, use, payable) for c, p, use, payable in lines])
    spend(document, month, [Spent(c.label, use, "", payable) for c, _, use, payable in lines])
    codes = product_accounts([product for _, product, _, _ in lines])
    sums: Counter[str] = Counter()
    for _, product, _, payable in lines:
        sums[codes[product.id]] += payable.fen
    sides = [Side(locked(code), Amount(fen)) for code, fen in sorted(sums.items()) if fen]
    if sides:
        total = sum(side.amount.fen for side in sides)
        post(document, f"{month}客情费", [*sides, Side(budget(), Amount(-total))], moment)


def budget() -> Account:
    """Where what may be paid out comes from, locked."""
    return account_of("budget", "客情费预算", "budget")


def take_it_back(document: Document, moment: Moment) -> None:
    """A signed table comes to be void: its accruals and its entry, once more with the opposite sign; raises
    Refused where advances were drawn on it."""
    require_not_drawn(document)
    unaccrue(document)
    unspend(document)
    reverse(document, f"冲销 {document.number}", moment)


def require_not_drawn(document: Document) -> None:
    """§2.2, §3.2: what advances rest on, drawn or asked for, stays."""
    query = select(Document).join(AdvanceAsked, AdvanceAsked.document_id == Document.id)
    query = query.where(AdvanceAsked.table_id == document.id)
    drawn = db.session.scalar(query.where(Document.status.in_((*ON_ITS_WAY, *IN_FORCE))).limit(1))
    if drawn:
        why = f"已经凭它借支（{drawn.number}），不能作废"
        raise Refused(Refusal((), why, "§3.2"))


def other_refusals(document: Document) -> Iterable[Refusal]:
    """§2.1: a month has one table of a person."""
    same = select(Document).filter_by(
        type=document.type, author_id=document.author_id, period=document.period
    )
    counts = Document.status.in_((*ON_ITS_WAY, *IN_FORCE))
    other = db.session.scalar(same.where(counts, Document.id != document.id).limit(1))
    if other:
        yield Refusal(("month",), f"这个月的表 {other.number} {STATUSES[other.status]}", "§2.1")
