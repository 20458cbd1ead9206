"""Drawing an advance, saying what settles it, checking it; only documents do."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import delete, select

from portal.core.documents.models import Document
from portal.core.folding import folded
from portal.core.money import Amount
from portal.domain.advances.models import Advance, SettledLine, Settlement, SpotCheck
from portal.domain.advances.queries import COUNTS
from portal.domain.ledger.models import Account
from portal.domain.payees.models import Payee
from portal.extensions import db, hold, insert_once


class Drawn(NamedTuple):
    """What an approved document draws, on which signed table and day, to be settled within how many working
    days."""

    account: Account
    amount: Amount
    table_id: int | None
    day: date
    within: int


class Line(NamedTuple):
    """What one invoice says."""

    day: date
    payee_id: int
    invoice: str
    customer_id: int
    use: str
    way: str
    people: int | None
    guests: str
    amount: Amount


def draw(document: Document, drawn: Drawn) -> Advance:
    """Note what somebody has in hand from now on."""
    advance = Advance(
        document_id=document.id, person_id=document.author_id, account_id=drawn.account.id,
        table_id=drawn.table_id, fen=drawn.amount.fen, day=drawn.day, within=drawn.within,
    )  # fmt: skip
    db.session.add(advance)
    db.session.flush()
    return advance


def say(document: Document, advance: Advance, spent: Amount, returned: Amount) -> Settlement:
    """Note what a settlement says that is sent, or sent again."""
    row = db.session.get(Settlement, document.id) or Settlement(document_id=document.id)
    row.advance_id, row.person_id = advance.document_id, document.author_id
    row.spent_fen, row.returned_fen = spent.fen, returned.fen
    db.session.add(row)
    db.session.flush()
    return row


def claim(document: Document, lines: Sequence[Line]) -> dict[int, Document]:
    """Claim the invoices of a settlement's lines, of each payee one writer after the other; returns which
    lines, by their place, are settled already, by which document."""
    mine = SettledLine.document_id == document.id
    before = db.session.scalars(select(SettledLine.payee_id).where(mine))
    for payee_id in sorted({*before, *(line.payee_id for line in lines)}):
        hold(Payee, id=payee_id)
    db.session.execute(delete(SettledLine).where(mine))
    found = {place: claim_one(document, line) for place, line in enumerate(lines)}
    return {place: other for place, other in found.items() if other}


def claim_one(document: Document, line: Line) -> Document | None:
    """Claim one invoice, also one of a settlement that came to nothing; the document that has it, if that one
    counts."""
    key = {"payee_id": line.payee_id, "invoice": as_compared(line.invoice)}
    said = {name: getattr(line, name) for name in ("day", "customer_id", "use", "way", "people", "guests")}
    said |= {"fen": line.amount.fen, "document_id": document.id}
    if insert_once(SettledLine, **key, **said):
        return None
    row = db.session.scalars(select(SettledLine).filter_by(**key)).one()
    if row.document.status in COUNTS:
        return row.document
    for name, value in said.items():
        setattr(row, name, value)
    db.session.flush()
    return None


def as_compared(invoice: str) -> str:
    """An invoice's number: letters and digits alone."""
    return folded(invoice).upper()[:40]


def check(document: Document, settlement_id: int, confirmed: bool) -> SpotCheck:
    """Note that a settlement was checked, and whether that confirmed it."""
    row = SpotCheck(
        document_id=document.id, settlement_id=settlement_id, person_id=document.author_id,
        confirmed=confirmed,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row
