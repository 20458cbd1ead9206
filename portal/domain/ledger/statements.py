"""What an account's papers and workbooks say: a span's lines, oldest first, with the balance after each."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate

from portal.core.money import Amount
from portal.domain.ledger.models import Account, LedgerLine
from portal.domain.ledger.queries import count_of, in_order, turnover
from portal.domain.ledger.sheets import Rows, Statement
from portal.domain.ledger.spans import Span
from portal.extensions import db

MOST_PRINTED = 1000
Told = tuple[str | Decimal, ...]


def parts_of(account: Account, span: Span) -> int:
    """How many papers a span takes."""
    return max(1, -(-count_of(account, span) // MOST_PRINTED))


def statement(account: Account, span: Span, part: int, parts: int) -> Statement:
    """One part of a span."""
    skipped = (part - 1) * MOST_PRINTED
    before = turnover(account, span, skipped)
    lines = db.session.scalars(in_order(account, span).offset(skipped).limit(MOST_PRINTED))
    return Statement(account, span, before, oldest_first(account, before.closing, lines), part, parts)


def exported(account: Account, span: Span) -> list[Told]:
    """What a span began with, its lines, what it ended with."""
    whole, rows = turnover(account, span), list[Told]()
    for line, after in oldest_first(account, whole.opening, db.session.scalars(in_order(account, span))):
        size: Told = (line.size.decimal, "") if line.fen > 0 else ("", line.size.decimal)
        entry = line.entry
        rows.append((f"{entry.day}", entry.document.number, entry.text, *size, after.decimal))
    first = (f"{span.first.first()}", "", "期初余额", "", "", whole.opening.decimal)
    moved = (whole.came.decimal, whole.went.decimal, whole.closing.decimal)
    return [first, *rows, (f"{span.last.last()}", "", "合计与期末余额", *moved)]


def oldest_first(account: Account, opening: Amount, lines: Iterable[LedgerLine]) -> Rows:
    """Lines, oldest first, each with the balance after it."""
    told = list(lines)
    moved = [Amount(line.fen, account.currency) for line in told]
    return list(zip(told, list(accumulate(moved, initial=opening))[1:], strict=True))
