"""Payees, advances, settlements and the checks that follow, made by the real operations."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from portal.core.code_lists.operations import register
from portal.core.desk.moment import this_moment
from portal.core.documents.models import Document
from portal.core.facts import Ref
from portal.core.money import Amount
from portal.core.web.context import today
from portal.demonstration.company import author_of
from portal.domain.customers.facts import PRIVATE
from portal.domain.customers.models import Customer
from portal.domain.payees.facts import Card
from portal.domain.payees.models import Payee
from portal.domain.payees.register import PAYEES
from portal.extensions import db, writing
from portal.regulations.relationship_expense.facts import (
    ACTIVITY,
    BUYER,
    HOSPITALITY,
    PURCHASE,
    TRUE,
    Checked,
    Paid,
    SettlementSlip,
    SpotRecord,
)
from portal.regulations.relationship_expense.operations.checks import propose
from tests.regulations.relationship_expense.slips import REP, decided, sent, slip, special

HOTEL, PRINTER = "91310000MA1DEM015B", "91310000MA1PRNT067"
MANAGER = "1006"


def payee(code: str = HOTEL, name: str = "江畔宴会酒店有限公司") -> Ref:
    """A vendor, registered when there is none of this code. Inside an app context."""
    row = db.session.scalar(select(Payee).filter_by(code=code))
    if row is None:
        card = Card(code=code, name=name, kind="供应商", since=date(2020, 1, 1))
        with writing():
            row = register(PAYEES, card, author_of("1011").person_id, this_moment())
    return Ref(row.id, row.code, row.name)


def shop(nature: str = PRIVATE) -> Ref:
    """The first customer of the representative's unit, of some nature. Inside an app context."""
    query = select(Customer).filter_by(unit_id=author_of(REP).unit_id).order_by(Customer.code).limit(1)
    with writing():
        row = db.session.scalars(query).one()
        row.nature = nature
    return Ref(row.id, row.code, row.name)


def paper(document_id: int) -> Ref:
    """A document as others name it. Inside an app context."""
    row = db.session.get_one(Document, document_id)
    return Ref(row.id, "", f"{row.title} {row.number}")


def drawn_advance(app: Flask, fen: int = 100_000) -> Ref:
    """An advance of the representative that is in his hand."""
    account = special(app)
    with app.app_context():
        return another(account, fen)


def another(account: Ref, fen: int) -> Ref:
    """One more advance of the same account. Inside an app context."""
    document_id = sent("F07-4", slip(account, fen), REP)
    decided(document_id)
    return paper(document_id)


def paid(fen: int, invoice: str = "25310001", **said: object) -> Paid:
    """A line for an activity. Inside an app context."""
    told = {
        "key": "00000001", "day": today(), "payee": payee(), "invoice": invoice, "customer": shop(),
        "use": ACTIVITY, "way": PURCHASE, "amount": Amount(fen),
    }  # fmt: skip
    return Paid(**told | said)


def treat(fen: int, invoice: str = "25310001", people: int = 1, **said: object) -> Paid:
    """A line for the customer's buyer. Inside an app context."""
    told = {"use": BUYER, "way": HOSPITALITY, "people": people, "guests": "采购经理"}
    return paid(fen, invoice, **told | said)


def settlement(
    advance: Ref, *lines: Paid, returned: int = 0, owed: int = 0, **said: object
) -> SettlementSlip:
    return SettlementSlip(
        day=today(), advance=advance, lines=lines, returned=Amount(returned), owed=Amount(owed), **said
    )


def settled(advance: Ref, *lines: Paid, returned: int = 0, owed: int = 0) -> int:
    """A settlement that is approved; returns its id. Inside an app context."""
    document_id = sent("F07-8", settlement(advance, *lines, returned=returned, owed=owed), REP)
    decided(document_id)
    return document_id


def record(number: str = MANAGER, **said: object) -> SpotRecord:
    """What a manager finds when he asks whom the portal proposes. Inside an app context."""
    starts = dict(propose(author_of(number).person_id, today()))
    codes = [text.split()[-1] for name, text in starts.items() if name.endswith("-customer")]
    rows = db.session.scalars(select(Customer).where(Customer.code.in_(codes)).order_by(Customer.code))
    lines = tuple(
        Checked(key=f"{n:08x}", customer=Ref(row.id, row.code, row.name), how="电话", result=TRUE)
        for n, row in enumerate(rows)
    )
    number = starts["settlement"].split()[-1]
    about = db.session.scalars(select(Document.id).filter_by(type="F07-8", drawn_number=number)).one()
    told = {"day": today(), "settlement": paper(about), "lines": lines, "drawn": starts["drawn"]}
    return SpotRecord(**told | said)


def checked() -> int:
    """The oldest settlement that waits is checked as proposed. Inside an app context."""
    return sent("F07-5", record(), MANAGER)
