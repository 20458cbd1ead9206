"""Opening accounts and posting; only operations that hang on a document's coming into force call this."""

from typing import NamedTuple

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.documents.operations import stream
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.domain.ledger.models import Account, LedgerEntry, LedgerLine
from portal.extensions import db, hold, insert_once


class Unbalanced(ValueError):
    """The sides of an entry do not cancel out, or are of several currencies."""


class Side(NamedTuple):
    """What comes into an account (negative: goes out)."""

    account: Account
    amount: Amount


def account_of(code: str, name: str, kind: str, person_id: int | None = None) -> Account:
    """The account of this code, opened when there is none, and locked for the running operation."""
    insert_once(Account, code=code, name=name, kind=kind, currency="CNY", person_id=person_id)
    return held(code)


def held(code: str) -> Account:
    """The account of a code that exists, locked."""
    account_id = db.session.scalars(select(Account.id).filter_by(code=code)).one()
    account = hold(Account, id=account_id)
    assert account is not None  # noqa: S101 - it was just found
    return account


def advance_account(person_id: int, name: str) -> Account:
    """What a person has in advance of the company's money."""
    return account_of(f"advance:{person_id}", f"个人借支·{name}", "person", person_id)


def post(document: Document, text: str, sides: list[Side], moment: Moment) -> LedgerEntry:
    """Enter what a document that comes into force moves, with an event of its own; raises Unbalanced."""
    if any(side.amount.currency != side.account.currency for side in sides):
        raise Unbalanced(text)
    if sum(side.amount.fen for side in sides) != 0:
        raise Unbalanced(text)
    return enter(document, text, sides, moment)


def reverse(document: Document, text: str, moment: Moment) -> LedgerEntry | None:
    """Enter the opposite of what a document posted that came to be void; None where it posted nothing."""
    query = select(LedgerLine).join(LedgerLine.entry).where(LedgerEntry.document_id == document.id)
    lines = db.session.scalars(query.where(~LedgerEntry.reverses).order_by(LedgerLine.id)).all()
    sides = [Side(held(line.account.code), Amount(-line.fen, line.account.currency)) for line in lines]
    return take_back(document, text, sides, moment) if sides else None


def take_back(document: Document, text: str, sides: list[Side], moment: Moment) -> LedgerEntry:
    """Enter, once, what a document that came to be void takes out of the books again."""
    return enter(document, text, sides, moment, reverses=True)


def enter(
    document: Document, text: str, sides: list[Side], moment: Moment, *, reverses: bool = False
) -> LedgerEntry:
    """An entry with its lines and its event."""
    told_so = {"reverses": reverses, "day": moment.day, "text": text, "at": moment.at}
    entry = LedgerEntry(document_id=document.id, **told_so)
    db.session.add(entry)
    db.session.flush()
    db.session.add_all(
        LedgerLine(entry_id=entry.id, account_id=side.account.id, fen=side.amount.fen) for side in sides
    )
    db.session.flush()
    told = [[side.account.code, side.amount.fen, side.amount.currency] for side in sides]
    event = "ledger:reversed" if reverses else "ledger:posted"
    record(stream(document), event, None, moment.at, entry=entry.id, text=text, lines=told)
    return entry
