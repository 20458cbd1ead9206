"""Questions about accounts."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Select, and_, case, cast, extract, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from portal.core.documents.models import IN_FORCE, Document
from portal.core.facts import Month
from portal.core.money import Amount
from portal.domain.ledger.models import LISTED, Account, LedgerEntry, LedgerLine
from portal.domain.ledger.spans import Span, Turnover
from portal.extensions import db

PAGE = 30


def balance(account: Account) -> Amount:
    """What an account holds now."""
    query = select(total()).where(LedgerLine.account_id == account.id)
    return Amount(int(db.session.scalar(query) or 0), account.currency)


def opened_on(account_id: int) -> date | None:
    """The day of an account's first entry; None where it has none, or where there is no such account."""
    query = select(func.min(LedgerEntry.day)).join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
    return db.session.scalar(query.where(LedgerLine.account_id == account_id))


def owed_by(person_id: int) -> Select[int]:
    """SQL: what a person has in advance, in fen."""
    query = select(total()).select_from(LedgerLine).join(Account, Account.id == LedgerLine.account_id)
    return query.where(Account.person_id == person_id)


def total() -> Any:
    """SQL: the sum of lines in whole fen (PostgreSQL would make it a decimal)."""
    return cast(func.coalesce(func.sum(LedgerLine.fen), 0), BigInteger)


def balances(*kinds: str) -> list[tuple[Account, Amount]]:
    """The accounts of some kinds with what they hold, by name."""
    return held_by(select(Account).where(Account.kind.in_(kinds)).order_by(Account.kind, Account.name))


def page_of_accounts(after: int) -> list[tuple[Account, Amount]]:
    """Special accounts, then people's, by name, behind an account; one more when there is a next page."""
    query = select(Account).where(Account.kind.in_(LISTED))
    last = db.session.get(Account, after)
    if last:
        behind = and_(Account.name == last.name, Account.id > last.id)
        same = and_(Account.kind == last.kind, or_(Account.name > last.name, behind))
        query = query.where(or_(Account.kind < last.kind, same))
    return held_by(query.order_by(Account.kind.desc(), Account.name, Account.id).limit(PAGE + 1))


def held_by(accounts: Select[Any]) -> list[tuple[Account, Amount]]:
    """Accounts with what they hold."""
    mine = select(total()).where(LedgerLine.account_id == Account.id).correlate(Account)
    rows = db.session.execute(accounts.add_columns(mine.scalar_subquery()))
    return [(account, Amount(int(fen), account.currency)) for account, fen in rows]


def lines_of(account: Account, span: Span) -> Select[Any]:
    """SQL: an account's lines of a span with their entries; order and limit are the caller's."""
    query = select(LedgerLine).where(LedgerLine.account_id == account.id)
    query = query.join(LedgerLine.entry).where(LedgerEntry.day.between(span.first.first(), span.last.last()))
    entry = contains_eager(LedgerLine.entry).joinedload(LedgerEntry.document)
    return query.options(entry, joinedload(LedgerLine.account))


def in_order(account: Account, span: Span) -> Select[Any]:
    """SQL: the same, oldest first."""
    return lines_of(account, span).order_by(LedgerEntry.day, LedgerLine.id)


def count_of(account: Account, span: Span) -> int:
    """How many lines an account has in a span."""
    counted = lines_of(account, span).with_only_columns(func.count(LedgerLine.id))
    return int(db.session.scalar(counted) or 0)


def turnover(account: Account, span: Span, lines: int | None = None) -> Turnover:
    """What a span begins with, and what came and went in it, or in so many of its first lines."""
    of_span = in_order(account, span).with_only_columns(LedgerLine.fen).limit(lines).subquery()
    moved = db.session.execute(select(*sums(of_span.c.fen))).one()
    came, went = (Amount(int(fen), account.currency) for fen in moved)
    return Turnover(balance_before(account, span.first.first()), came, went)


def turnovers(kind: str, span: Span) -> list[tuple[Account, Turnover]]:
    """The accounts of a kind, by name, each with what a span began with and what came and went in it."""
    first, last = span.first.first(), span.last.last()
    fen, inside = LedgerLine.fen, LedgerEntry.day.between(first, last)
    before, came, went = (
        LedgerEntry.day < first,
        and_(inside, LedgerLine.fen > 0),
        and_(inside, LedgerLine.fen < 0),
    )
    wanted = (case((before, fen), else_=0), case((came, fen), else_=0), case((went, -fen), else_=0))
    query = select(Account, *(cast(func.coalesce(func.sum(part), 0), BigInteger) for part in wanted))
    query = query.outerjoin(LedgerLine, LedgerLine.account_id == Account.id)
    query = query.outerjoin(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
    rows = db.session.execute(query.where(Account.kind == kind).group_by(Account.id).order_by(Account.name))
    return [(a, Turnover(*(Amount(int(fen), a.currency) for fen in moved))) for a, *moved in rows]


def sums(fen: Any) -> list[Any]:
    """SQL: what came and what went among some lines, in whole fen."""
    signed = (case((fen * sign > 0, fen * sign), else_=0) for sign in (1, -1))
    return [cast(func.coalesce(func.sum(size), 0), BigInteger) for size in signed]


def balance_before(account: Account, day: date) -> Amount:
    """What an account held when a day began."""
    query = select(total()).join(LedgerLine.entry)
    query = query.where(LedgerLine.account_id == account.id, LedgerEntry.day < day)
    return Amount(int(db.session.scalar(query) or 0), account.currency)


def balance_after(account: Account, span: Span, line_id: int) -> Amount:
    """What an account held after one of a span's lines."""
    up_to = lines_of(account, span).where(LedgerLine.id <= line_id).with_only_columns(total())
    moved = Amount(int(db.session.scalar(up_to) or 0), account.currency)
    return balance_before(account, span.first.first()) + moved


def months_of(account: Account) -> list[tuple[Month, Turnover]]:
    """What the balance did in each month that has lines, the newest first."""
    year, month = extract("year", LedgerEntry.day), extract("month", LedgerEntry.day)
    query = select(year, month, *sums(LedgerLine.fen)).join(LedgerLine.entry)
    query = query.where(LedgerLine.account_id == account.id).group_by(year, month).order_by(year, month)
    held, told = Amount(0, account.currency), []
    for of_year, of_month, *moved in db.session.execute(query):
        came, went = (Amount(int(fen), account.currency) for fen in moved)
        told.append((Month(int(of_year), int(of_month)), Turnover(held, came, went)))
        held = told[-1][1].closing
    return told[::-1]


def faults() -> list[str]:
    """What is wrong with the books: entries that do not balance, or whose document is not in force."""
    uneven = select(LedgerLine.entry_id).group_by(LedgerLine.entry_id).having(func.sum(LedgerLine.fen) != 0)
    again = aliased(LedgerEntry)
    taken_back = select(again.id).where(again.document_id == LedgerEntry.document_id, again.reverses).exists()
    query = select(LedgerEntry.id).join(LedgerEntry.document).where(Document.status.not_in(IN_FORCE))
    query = query.where(~LedgerEntry.reverses, ~taken_back)
    return [
        *(f"分录 {number}：借贷不平" for number in db.session.scalars(uneven)),
        *(f"分录 {number}：单据没有生效" for number in db.session.scalars(query)),
    ]
