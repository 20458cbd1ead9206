"""Entering purchases; setting standards, accruing and spending are done by documents in force alone, and by
opposite lines where one comes to be void. What was refused by law is noted."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from portal.core.audit.chain import record
from portal.core.documents.models import Document
from portal.core.facts import Month
from portal.core.instants import Moment
from portal.core.money import Amount
from portal.domain.expenses.models import Accrual, ExpenseLine, Purchase, RefusedAttempt, Standard
from portal.extensions import db, hold, insert_once

LONGEST = {"form": 60, "customer": 120, "place": 120, "message": 300}
FIGURES = ("thousandths", "invoiced_fen", "collected_fen")


class Entry(NamedTuple):
    """What somebody enters: a month's purchases of one product by one customer."""

    month: date
    customer_id: int
    product_id: int
    thousandths: int
    invoiced_fen: int
    collected_fen: int


class Entered(NamedTuple):
    """How many rows were new, corrected, and as they stood before."""

    new: int
    corrected: int
    same: int


class Line(NamedTuple):
    """What a table accrues for a customer and a product."""

    customer_id: int
    product_id: int
    use: str
    payable: Amount


class Spent(NamedTuple):
    """A line of a form that spends: for which customer, for which use, to whom, how much."""

    customer: str
    use: str
    payee: str
    amount: Amount


class Attempt(NamedTuple):
    """What was refused by law: in which form or list, for which customer, at which place, in which words."""

    form: str
    customer: str
    place: str
    message: str


def enter(entries: Sequence[Entry], person_id: int, moment: Moment) -> Entered:
    """Enter purchases, or correct them; every correction keeps what stood before in the chain."""
    done = [enter_one(entry, person_id, moment) for entry in entries]
    return Entered(*(done.count(what) for what in ("new", "corrected", "same")))


def enter_one(entry: Entry, person_id: int, moment: Moment) -> str:
    """Enter one row: new, corrected, or the same."""
    place = {name: getattr(entry, name) for name in ("month", "customer_id", "product_id")}
    figures = {name: getattr(entry, name) for name in FIGURES}
    if insert_once(Purchase, **place, **figures, version=1):
        row = db.session.scalars(select(Purchase).filter_by(**place)).one()
        record(stream(row), "purchase:entered", person_id, moment.at, **told(place), **figures)
        return "new"
    row = held(place)
    before = {name: getattr(row, name) for name in FIGURES}
    if before == figures:
        return "same"
    for name, value in figures.items():
        setattr(row, name, value)
    row.version += 1
    changes = {name: [before[name], figures[name]] for name in FIGURES if before[name] != figures[name]}
    record(stream(row), "purchase:corrected", person_id, moment.at, changes=changes)
    return "corrected"


def held(place: dict[str, object]) -> Purchase:
    """A row that is there, locked for this operation."""
    row = hold(Purchase, id=db.session.scalars(select(Purchase.id).filter_by(**place)).one())
    assert row is not None  # noqa: S101 - it was just found, and no row is ever deleted
    return row


def told(place: dict[str, object]) -> dict[str, object]:
    """Whose purchases they are, for the chain."""
    return place | {"month": str(place["month"])}


def stream(row: Purchase) -> str:
    """The row's stream in the audit chain."""
    return f"purchase:{row.id}"


def set_standards(document: Document, since: date, standards: Iterable[tuple[int, Amount]]) -> None:
    """What products may cost from a day on."""
    for product_id, standard in standards:
        db.session.add(
            Standard(product_id=product_id, since=since, fen=standard.fen, document_id=document.id)
        )
    db.session.flush()


def accrue(document: Document, month: Month, lines: Iterable[Line]) -> None:
    """What a table that comes into force lets be paid out, line by line."""
    place = {"document_id": document.id, "person_id": document.author_id, "month": month.first()}
    for position, line in enumerate(lines):
        about = {"customer_id": line.customer_id, "product_id": line.product_id, "use": line.use}
        db.session.add(Accrual(**place, **about, position=position, fen=line.payable.fen))
    db.session.flush()


def unaccrue(document: Document) -> None:
    """What a table accrued that comes to be void, once more with the opposite sign."""
    query = select(Accrual).filter_by(document_id=document.id).order_by(Accrual.position)
    for row in db.session.scalars(query).all():
        db.session.add(opposite_accrual(row, document, opposite(row.position)))
    db.session.flush()


def opposite_accrual(row: Accrual, document: Document, position: int) -> Accrual:
    """A line that takes an accrual back, for the document that comes to be void."""
    about = {"customer_id": row.customer_id, "product_id": row.product_id, "use": row.use}
    place = {"document_id": document.id, "person_id": row.person_id, "month": row.month}
    return Accrual(**place, **about, position=position, fen=-row.fen)


def opposite(position: int) -> int:
    """Where the line stands that takes back another: -1 for 0, -2 for 1."""
    return -1 - position


def spend(document: Document, month: Month, lines: Iterable[Spent]) -> None:
    """What a form in force spends, line by line, as the report tells it."""
    for position, line in enumerate(lines):
        said = {"customer": line.customer, "use": line.use, "payee": line.payee, "fen": line.amount.fen}
        place = {"document_id": document.id, "position": position, "month": month.first()}
        db.session.add(ExpenseLine(**place, **said))
    db.session.flush()


def unspend(document: Document) -> None:
    """The lines of a form that comes to be void, once more with the opposite sign."""
    query = select(ExpenseLine).filter_by(document_id=document.id).order_by(ExpenseLine.position)
    for row in db.session.scalars(query).all():
        said = {"customer": row.customer, "use": row.use, "payee": row.payee, "fen": -row.fen}
        place = {"document_id": document.id, "position": opposite(row.position), "month": row.month}
        db.session.add(ExpenseLine(**place, **said))
    db.session.flush()


def note_refused(attempts: Iterable[Attempt], person_id: int, moment: Moment) -> None:
    """Note what somebody tried against the law; whoever refuses it calls this in a transaction of its own."""
    for attempt in attempts:
        said = {name: text[: LONGEST[name]] for name, text in attempt._asdict().items()}
        row = RefusedAttempt(at=moment.at, person_id=person_id, **said)
        db.session.add(row)
        db.session.flush()
        record(f"refused_attempt:{row.id}", "expenses:refused", person_id, moment.at, **said)
