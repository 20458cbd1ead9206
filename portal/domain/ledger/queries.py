"""Questions about accounts."""

from typing import Any

from sqlalchemy import BigInteger, Select, cast, func, select
from sqlalchemy.orm import joinedload

from portal.core.documents.models import Document
from portal.core.money import Amount
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.extensions import db

IN_FORCE = ("approved", "effective")


def balance(account: Account) -> Amount:
    """What an account holds now."""
    query = select(total()).where(LedgerLine.account_id == account.id)
    return Amount(int(db.session.scalar(query) or 0), account.currency)


def owed_by(person_id: int) -> Select[int]:
    """SQL: what a person has in advance, in fen."""
    query = select(total()).select_from(LedgerLine).join(Account, Account.id == LedgerLine.account_id)
    return query.where(Account.person_id == person_id)


def total() -> Any:
    """SQL: the sum of lines in whole fen (PostgreSQL would make it a decimal)."""
    return cast(func.coalesce(func.sum(LedgerLine.fen), 0), BigInteger)


def balances(*kinds: str) -> list[tuple[Account, Amount]]:
    """The accounts of some kinds with what they hold, by name."""
    query = select(Account, total()).outerjoin(LedgerLine, LedgerLine.account_id == Account.id)
    query = query.where(Account.kind.in_(kinds)).group_by(Account.id).order_by(Account.kind, Account.name)
    return [(account, Amount(int(fen), account.currency)) for account, fen in db.session.execute(query)]


def lines_of(account: Account) -> Select[Any]:
    """SQL: an account's lines, each with the balance after it; order and limit are the caller's."""
    query = select(LedgerLine).filter_by(account_id=account.id)
    entry = joinedload(LedgerLine.entry).joinedload(LedgerEntry.document)
    return query.options(entry, joinedload(LedgerLine.account))


def balance_after(account: Account, line_id: int) -> Amount:
    """What an account held after one of its lines."""
    query = select(total()).where(LedgerLine.account_id == account.id, LedgerLine.id <= line_id)
    return Amount(int(db.session.scalar(query) or 0), account.currency)


def faults() -> list[str]:
    """What is wrong with the books: entries that do not balance, or whose document is not in force."""
    uneven = select(LedgerLine.entry_id).group_by(LedgerLine.entry_id).having(func.sum(LedgerLine.fen) != 0)
    query = select(LedgerEntry.id).join(LedgerEntry.document).where(Document.status.not_in(IN_FORCE))
    return [
        *(f"ledger_entry {number}: does not balance" for number in db.session.scalars(uneven)),
        *(f"ledger_entry {number}: its document is not in force" for number in db.session.scalars(query)),
    ]
